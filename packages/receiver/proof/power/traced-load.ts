/// <reference types="node" />
// A process whose files are traced: it commits, handles, closes the inbox and opens it again, and is killed at the end, so
// that what it leaves is not tidied up. It notes what it was told.
// Arguments: the file, the trace, the seed, and what the setting `synchronous` is to be (none: what it is).
import process from "node:process";
import { DatabaseSync } from "node:sqlite";
import type { Claim, Inbox, Outcome } from "../../src/inbox.ts";
import { sqliteInbox } from "../../src/sqlite/sqlite-inbox.ts";
import { Random } from "../random.ts";
import { deliveryOf } from "./delivery-of.ts";
import type { Note } from "./told.ts";
import { TraceNotes } from "./trace-notes.ts";

const [, , file = "", trace = "", seed, synchronous] = process.argv;
const random = new Random(Number(seed));
const notes = new TraceNotes(trace);
const note = (what: Note) => notes.write(what);
let deliveries = 0;

if (synchronous !== undefined) {
  const { exec } = DatabaseSync.prototype;
  DatabaseSync.prototype.exec = function (sql) {
    return exec.call(this, sql.replace("synchronous = FULL", `synchronous = ${synchronous}`));
  };
}

async function commit(inbox: Inbox): Promise<void> {
  const delivery = ++deliveries;
  const committed = await inbox.commit(deliveryOf(delivery));
  note({ kind: "committed", delivery, ids: committed.map(({ id }) => id) });
}

async function end(inbox: Inbox, claim: Claim): Promise<void> {
  const { chat = "", receipt } = claim;
  const [outcome, state] = random.pick<readonly [Outcome, "done" | "dead" | "pending" | undefined]>([
    [{ kind: "done" }, undefined],
    [{ kind: "done" }, undefined],
    [{ kind: "done", keep: true }, "done"],
    [{ kind: "dead", error: "SomeError" }, "dead"],
    [{ kind: "retry", delayMs: 0, error: "SomeError" }, "pending"],
  ]);
  if (state === undefined) note({ kind: "lets go", chat, receipt });
  const isSettled = await inbox.settle(claim, outcome);
  if (isSettled && state !== "pending") note({ kind: "settled", id: receipt.id, state });
}

for (const isLast of [false, true]) {
  const inbox = sqliteInbox(file);
  let claims: readonly Claim[] = [];
  for (let turn = 0; turn < 90; turn++) {
    const commits = Array.from({ length: random.int(1, 4) }, () => commit(inbox));
    await Promise.all([...commits, ...claims.map((claim) => end(inbox, claim))]);
    claims = await inbox.claim({ limit: random.int(0, 8), leaseMs: 600_000, ordering: "chat" });
    for (const { receipt } of claims) note({ kind: "handed out", receipt });
  }
  if (!isLast) await inbox.close();
}
process.kill(process.pid, "SIGKILL");
