/// <reference types="node" />
// A process that commits until it is killed, and logs the receipts of each commit after it was answered. It handles some
// events too, so that a kill may hit a claim or the end of one.
// Arguments: the file, the log, a name for its texts, and how many deliveries (none: without end).
import { appendFileSync } from "node:fs";
import process from "node:process";
import { sqliteInbox } from "../sqlite-inbox.ts";

const [, , file = "", log = "", name = "", most = "Infinity"] = process.argv;
const inbox = sqliteInbox(file);

async function commitInLoop(writer: number): Promise<void> {
  for (let i = 0; i < Number(most); i++) {
    const chat = `chat ${(i + writer) % 5}`;
    const text = `${name} ${writer} ${i}`;
    const json = JSON.stringify({ text });
    const events = [
      { kind: "valid", chat, json, issues: [] },
      { kind: "valid", chat, json, issues: [] },
    ] as const;
    const receipts = await inbox.commit(events);
    // At once, not by a stream: what was answered must be known even when the kill comes now.
    appendFileSync(log, `${JSON.stringify({ chat, text, receipts })}\n`);
    process.stdout.write(".");
  }
}

async function handleInLoop(): Promise<void> {
  for (;;) {
    const claims = await inbox.claim({ limit: 2, leaseMs: 1, ordering: "chat" });
    for (const claim of claims) await inbox.settle(claim, { kind: "dead", error: name });
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

if (most === "Infinity") void handleInLoop();
await Promise.all([0, 1, 2, 3].map(commitInLoop));
await inbox.close();
