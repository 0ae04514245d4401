import { execFile } from "node:child_process";
import { cpSync, readFileSync, symlinkSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Outcome } from "@proto-webhooks/receiver";
import { sqliteInbox } from "@proto-webhooks/receiver/sqlite";
import { expect, test } from "vitest";
import { files } from "./support/files.ts";
import { listener } from "./support/listener.ts";
import { curlLines, mocked, runCurl } from "./support/mocked.ts";
import { nullReceiver } from "./support/null-receiver.ts";
import { recorder, upstream } from "./support/recorder.ts";
import { bin, run } from "./support/run.ts";

const { folder } = files();
// What is sent in loads goes to a receiver that prints nothing.
const quiet = await nullReceiver();
symlinkSync(bin, join(folder, "proto-webhooks"));

/** What the README shows: commands, and what they print. */
const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const shown = [...readme.matchAll(/```console\n\$ (.*)\n([^`]*)```/g)].map(
  ([, command = "", output = ""]) => ({
    command,
    output,
  }),
);

test("the README tells the truth", async () => {
  expect(shown.map(({ command }) => /proto-webhooks (\w+)/.exec(command)?.[1])).toEqual([
    "validate",
    "validate",
    "listen",
    "inbox",
    "inbox",
    "send",
    "send",
    "record",
    undefined,
    "mock",
    "new",
  ]);
  await fillInbox(join(folder, "proto.db"));
  const receiver = await listener();
  for (const { command, output } of shown) {
    if (/proto-webhooks (listen|mock|new)/.test(command)) continue;
    if (/proto-webhooks record/.test(command)) {
      expect(comparable(await record(command))).toBe(comparable(output));
      continue;
    }
    const { url } = command.includes("--count") ? quiet : receiver;
    const printed = await shell(command.replace("http://127.0.0.1:3000/webhook", url));
    expect(comparable(printed)).toBe(comparable(output));
  }
  const { output = "" } = shown.find(({ command }) => command.includes("listen")) ?? {};
  const { rest } = await receiver.stop("SIGINT");
  expect(comparable(`${rest.join("\n")}\n`)).toBe(comparable(output));
});

test("the README tells the truth about the mock", async () => {
  const receiver = await listener();
  const mock = await mocked(["--deliver-to", receiver.url]);
  const lines = curlLines(readme);
  expect(lines).toHaveLength(4);
  for (const line of lines) await runCurl(line.replace("http://127.0.0.1:4010", mock.url));
  const { output = "" } = shown.find(({ command }) => command.includes("mock")) ?? {};
  expect(comparable((await mock.stop("SIGINT")).stdout)).toBe(comparable(output));
});

test("the README tells the truth about a new type", async () => {
  const { command = "", output } = shown.find(({ command }) => command.includes("new")) ?? {};
  const spec = fileURLToPath(new URL("../../../spec/", import.meta.url));
  for (const part of ["openapi.yaml", "package.json", "schemas", "examples", "cases"]) {
    cpSync(join(spec, part), join(folder, "spec", part), { recursive: true });
  }
  symlinkSync(join(spec, "node_modules"), join(folder, "node_modules"), "junction");
  expect(await shell(command)).toBe(output);
});

/** Runs a line in a shell where the program is on the path; prints on stdout, whatever it exits with. */
async function shell(line: string): Promise<string> {
  const PATH = [folder, dirname(process.execPath), process.env.PATH].join(delimiter);
  const ran = promisify(execFile)("sh", ["-c", line], {
    env: { ...process.env, PATH },
    cwd: folder,
  });
  return (await ran.catch((error) => error)).stdout;
}

/** What a recorder prints that one delivery came through. */
async function record(command: string): Promise<string> {
  const [file = "", ...options] = (command.split(" --out ")[1] ?? "").split(" ");
  const { url, stop } = await recorder((await upstream()).url, join(folder, file), ...options);
  await run(["send", "hyperlink", "--to", url]);
  return (await stop("SIGINT")).stdout;
}

/** Three events: one is done, one is dead after three attempts, one is pending. */
async function fillInbox(file: string): Promise<void> {
  const inbox = sqliteInbox(file);
  const event = { kind: "valid", json: '{"type":"new_messages"}', issues: [] } as const;
  for (const chat of ["chat_1", "chat_58c1e0"]) await inbox.commit([{ ...event, chat }]);
  const error = "TimeoutError";
  const retry: Outcome = { kind: "retry", delayMs: 0, error };
  for (const outcome of [{ kind: "done" } as const, retry, retry, { kind: "dead", error } as const]) {
    const [claim] = await inbox.claim({ limit: 1, leaseMs: 60_000, ordering: "chat" });
    if (claim) await inbox.settle(claim, outcome);
  }
  await inbox.commit([{ ...event, chat: "chat_58c1e0" }]);
  await inbox.close();
}

/** Without what differs each time. */
function comparable(text: string): string {
  return text
    .replace(/\d+\.\d ms/g, "… ms")
    .replace(/in \d+\.\d s, \d+ a second/g, "in … s, … a second")
    .replace(/\b\d+-[\da-f]{12}\b/g, "…")
    .replace(/\d{4}-[\d-]+T[\d:.]+Z/g, "…")
    .replace(/the oldest for .*/g, "the oldest for …");
}
