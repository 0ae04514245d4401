import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { text } from "node:stream/consumers";
import { sqliteInbox } from "@proto-webhooks/receiver/sqlite";
import { beforeAll, describe, expect, test } from "vitest";
import { files } from "./support/files.ts";
import { jsonLines, type RunOptions, run, start, withoutWarning } from "./support/run.ts";
import { secretEvent, seed } from "./support/seed.ts";

const { folder, write } = files();

const file = join(folder, "proto.db");
const inbox = sqliteInbox(file);
await seed(inbox);
await inbox.close();

describe("wrong usage exits 2, says what is wrong on stderr, and prints nothing else", () => {
  const at = ["--inbox", file];
  test.each([
    ["no inbox", ["stats"], "--inbox FILE"],
    ["an inbox without a name", ["stats", "--inbox", ""], "the path of a file"],
    ["an inbox in memory", ["stats", "--inbox", ":memory:"], "the path of a file"],
    ["a URL of something else", ["stats", "--inbox", "mysql://127.0.0.1/x"], "the path of a file"],
    ["a schema of a file", ["stats", ...at, "--schema", "other"], "--schema is for PostgreSQL"],
    ["a file that is not there", ["stats", "--inbox", join(folder, "pronto.db")], "there is no file"],
    ["an empty file", ["stats", "--inbox", write("empty.db", "")], "the file is empty"],
    ["a folder", ["stats", "--inbox", folder], "cannot be opened"],
    ["no database", ["stats", "--inbox", write("notes.txt", "Some notes, no database.")], "is not an inbox"],
    ["an unknown command", ["stat", ...at], "Did you mean stats?"],
    ["an unknown state", ["list", "lost", ...at], "Allowed choices are pending, done, dead, quarantined"],
    ["an unknown state to purge", ["purge", "lost", ...at], "Allowed choices are done, dead, quarantined"],
    ["purging what is pending", ["purge", "pending", "--all", ...at], "still to be handled"],
    ["no limit at all", ["list", "--limit", "0", ...at], "from 1"],
    ["the next part of two lists", ["list", "--after", "1-x", ...at], "one state"],
    ["no id", ["show", ...at], "missing required argument 'id'"],
    ["redriving nothing in particular", ["redrive", ...at], "--all of them"],
    ["redriving in two ways", ["redrive", "--all", "--chat", "x", ...at], "in one way only"],
    ["reparsing in two ways", ["reparse", "1-x", "--all", ...at], "in one way only"],
    ["retrying nothing in particular", ["retry", ...at], "--all of them"],
    ["purging nothing in particular", ["purge", "dead", "--yes", ...at], "--older-than"],
    [
      "purging in two ways",
      ["purge", "dead", "1-x", "--older-than", "1d", "--yes", ...at],
      "in one way only",
    ],
    ["an age without a unit", ["purge", "dead", "--older-than", "30", ...at], "such as 30d"],
    ["no age at all", ["purge", "dead", "--older-than", "0d", ...at], "such as 30d"],
    ["a device", ["export", "--output", "/dev/null", "--force", ...at], "is no file"],
    [
      "a folder that is not there",
      ["export", "-o", join(folder, "nowhere", "x"), ...at],
      "folder is not there",
    ],
  ])("%s", async (_name, args, message) => {
    const { code, stdout, stderr } = await run(["inbox", ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^error: /);
    expect(stderr).not.toContain("please report");
    expect(stderr).toContain(message);
  });

  test("no command: the help", async () => {
    const { code, stdout, stderr } = await run(["inbox"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("Usage: proto-webhooks inbox");
  });
});

test("a file that is not there is not made, and one that is not ours is left as it is", async () => {
  const other = join(folder, "other.db");
  const db = new DatabaseSync(other);
  db.exec("CREATE TABLE other (x)");
  db.close();
  const before = readFileSync(other);
  await run(["inbox", "stats", "--inbox", join(folder, "missing.db")]);
  expect((await run(["inbox", "list", "--inbox", other])).stderr).toContain("is not an inbox");
  expect(existsSync(join(folder, "missing.db"))).toBe(false);
  expect(readFileSync(other)).toEqual(before);
});

test("a locked file: exits 2 and says what may lock it", async () => {
  const db = new DatabaseSync(file);
  db.exec("BEGIN EXCLUSIVE");
  const { code, stderr } = await run(["inbox", "redrive", "--all", "--inbox", file]);
  db.exec("ROLLBACK");
  db.close();
  expect(code).toBe(2);
  expect(stderr).toMatch(/^error: .*is locked by another process.*backup/);
});

describe("PROTO_WEBHOOKS_INBOX", () => {
  test("names the inbox, unless --inbox does", async () => {
    const env = { PROTO_WEBHOOKS_INBOX: file };
    const { code, stdout } = await run(["inbox", "stats"], { env });
    expect(code).toBe(0);
    expect(stdout).toContain("  proto-webhooks inbox redrive --all\n");
    const missing = join(folder, "missing.db");
    expect((await run(["inbox", "stats", "--inbox", missing], { env })).stderr).toContain(missing);
  });

  test("is as good as unset when it is empty", async () => {
    const { code, stderr } = await run(["inbox", "stats"], { env: { PROTO_WEBHOOKS_INBOX: "" } });
    expect(code).toBe(2);
    expect(stderr).toContain("say which inbox");
  });
});

test("a hostile chat id steers no terminal", async () => {
  const hostile = join(folder, "hostile.db");
  const opened = sqliteInbox(hostile);
  const chat = "chat_\u001b[2J\u009b\n\u202e";
  const json = secretEvent(chat, { note: "\u009b31m\u202e" });
  const [receipt] = await opened.commit([{ kind: "invalid", chat, json, issues: [] }]);
  await opened.close();
  const at = ["--inbox", hostile, "--reveal"];
  for (const args of [["list"], ["show", receipt?.id ?? ""]]) {
    const { stdout } = await run(["inbox", ...args, ...at]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that steer a terminal
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(stdout).toContain("chat_\ufffd[2J");
  }
});

describe("many events", () => {
  const many = join(folder, "many.db");
  const count = 1_000;

  beforeAll(async () => {
    const opened = sqliteInbox(many);
    const json = secretEvent("chat_1");
    await opened.commit(
      Array.from({ length: count }, () => ({ kind: "valid", chat: "chat_1", json, issues: [] })),
    );
    for (const claim of await opened.claim({ limit: count, leaseMs: 60_000, ordering: "none" })) {
      void opened.settle(claim, { kind: "dead", error: "Error" });
    }
    await opened.close();
  });

  test("all are listed, each once", async () => {
    const { stdout } = await run(["inbox", "list", "dead", "--limit", "5000", "--json", "--inbox", many]);
    expect(new Set(jsonLines(stdout).map((line) => (line as { id: string }).id)).size).toBe(count);
    expect(jsonLines(stdout)).toHaveLength(count);
  });

  test("| head: exits 141, without a word", async () => {
    const child = start(["inbox", "list", "dead", "--limit", "1000", "--inbox", many]);
    await once(child.stdout, "readable");
    child.stdout.destroy();
    const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, "close")]);
    expect({ code, stderr: withoutWarning(stderr) }).toEqual({ code: 141, stderr: "" });
  });

  /** Presses Ctrl-C as soon as the work has begun. */
  const stopped = preload(
    "const on = process.on.bind(process); process.on = (name, listener) => { on(name, listener); if (name === 'SIGINT') setImmediate(() => process.emit('SIGINT')); return process; };",
  );

  test("Ctrl-C: what was done stays done, and is told; exits 130", async () => {
    const args = ["inbox", "redrive", "--all", "--json", "--inbox", many];
    const { code, stdout, stderr } = await run(args, stopped);
    expect({ code, stderr }).toEqual({
      code: 130,
      stderr: "Stopped; run it again to go on with the rest.\n",
    });
    const { changed, ...end } = JSON.parse(stdout);
    expect(end).toEqual({ operation: "redrive", state: "dead", seen: changed, dryRun: false, stopped: true });
    expect(changed).toBeGreaterThan(0);
    expect(changed).toBeLessThan(count);
    const rest = await run(args);
    expect([rest.code, JSON.parse(rest.stdout).changed]).toEqual([0, count - changed]);
  });

  test("Ctrl-C leaves no half of a file", async () => {
    const parent = join(folder, "half");
    mkdirSync(parent);
    const args = ["inbox", "export", "--inbox", many, "--output", join(parent, "all.jsonl")];
    const { code, stdout, stderr } = await run(args, stopped);
    expect({ code, stdout }).toEqual({ code: 130, stdout: "" });
    expect(stderr).toMatch(/^Stopped after \d+ events; no file was written\.\n$/);
    expect(readdirSync(parent)).toEqual([]);
  });

  /** Has the program think that a second passes whenever it looks, and that it runs in a terminal. */
  const terminal = preload(
    "let now = 0; performance.now = () => (now += 1_000); for (const stream of [process.stdin, process.stderr]) stream.isTTY = true;",
  );

  test("long work in a terminal shows a bar on stderr, and only there", async () => {
    const args = ["inbox", "retry", "--all", "--dry-run", "--json", "--inbox", many];
    const quiet = await run(args);
    expect(quiet.stderr).toBe("");
    const shown = await run(args, terminal);
    expect(shown.stdout).toBe(quiet.stdout);
    expect(shown.stderr).toMatch(/Retrying pending events .* 20 % .*200 of 1000/);
  });

  test.each([
    ["y", 0, "removed for good"],
    ["yes", 0, "removed for good"],
    ["n", 1, ""],
    ["", 1, ""],
    ["ja", 1, ""],
  ])("purge in a terminal asks; to %j", async (answer, code, said) => {
    const asked = join(folder, `asked-${answer}.db`);
    const opened = sqliteInbox(asked);
    await seed(opened);
    await opened.close();
    const args = ["inbox", "purge", "dead", "--all", "--inbox", asked];
    const ran = await run(args, { ...terminal, stdin: `${answer}\n` });
    expect(ran.code).toBe(code);
    expect(ran.stderr).toContain(`Remove 2 dead events of ${asked} for good? [y/N]`);
    expect(ran.stdout).toContain(said);
    expect(ran.stderr.includes("Nothing was removed")).toBe(code === 1);
    const { stdout } = await run(["inbox", "stats", "--json", "--inbox", asked]);
    expect(JSON.parse(stdout).kept.dead).toBe(code === 1 ? 2 : 0);
  });
});

/** Runs some JavaScript in the program before itself. */
function preload(script: string): RunOptions {
  return { node: ["--import", `data:text/javascript,${encodeURIComponent(script)}`] };
}
