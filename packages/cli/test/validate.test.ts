import { once } from "node:events";
import { createReadStream } from "node:fs";
import { describe, expect, test } from "vitest";
import { files } from "./support/files.ts";
import { jsonLines, run, start } from "./support/run.ts";
import { examplePath } from "./support/spec.ts";

const { folder, write } = files();
const ok = '{"events":[]}';
const bad = '{"events":[{"type":"new_messages"}]}';
const badPointers = ["/events/0/chat", "/events/0/channel", "/events/0/messages"];

interface Verdict {
  file: string;
  line: number;
  valid: boolean;
  issues: { pointer: string; message: string }[];
  unrecognized: string[];
}

async function judge(stdin: string | Uint8Array, ...flags: string[]): Promise<Verdict[]> {
  const { stdout, stderr } = await run(["validate", "-", "--json", ...flags], { stdin });
  expect(stderr).toBe("");
  return jsonLines(stdout) as Verdict[];
}

describe("what it prints", () => {
  test("--json: a line for each delivery, its keys in this order", async () => {
    const { code, stdout } = await run(["validate", "--json", "-"], { stdin: `${ok}\n${bad}\n` });
    expect(code).toBe(1);
    const [first, second] = stdout.split("\n");
    expect(first).toBe('{"file":"-","line":1,"valid":true,"issues":[],"unrecognized":[]}');
    const { issues } = JSON.parse(second as string) as Verdict;
    expect(issues.map(({ pointer }) => pointer).sort()).toEqual([...badPointers].sort());
    expect(issues.map((issue) => Object.keys(issue))).toEqual(issues.map(() => ["pointer", "message"]));
    expect(issues[0]?.message).toMatch(/^events\[0\]\.\w+: expected /);
  });

  test("for people: marks, issues, what is unrecognized, and a sum", async () => {
    const file = write("mixed.jsonl", `${ok}\n\n${bad}\n${unrecognizedEvent}\nnope\n`);
    const { code, stdout, stderr } = await run(["validate", file]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout).toMatch(/^.*mixed\.jsonl\n {2}line 1: ✓ valid\n {2}line 3: ✗ 3 issues\n {4}events\[0\]/);
    expect(stdout).toContain("  line 4: ✓ valid\n    unrecognized type at /events/0\n");
    expect(stdout).toContain("    line 5, column 1: not JSON: expected a value, found a word\n");
    expect(stdout).toMatch(/\n4 deliveries: 2 valid, 2 invalid\n$/);
  });

  test("the file as it was given, and stdin as -", async () => {
    write("here.json", ok);
    const { stdout } = await run(["validate", "./here.json", "--json"], { cwd: folder });
    expect(jsonLines(stdout)).toMatchObject([{ file: "./here.json" }]);
  });

  test("no payload values, however they break", async () => {
    const secret = "s3cr3t";
    const stdin = `${secret}\n{"events":"${secret}"}\n{"events":[{"type":"${secret}`;
    for (const flags of [[], ["--strict"], ["--json"]]) {
      const { code, stdout, stderr } = await run(["validate", "-", ...flags], { stdin });
      expect(code).toBe(1);
      expect(stdout + stderr).not.toContain(secret);
    }
  });

  test("nothing that could steer a terminal", async () => {
    const stdin = '{"events":[],"\\u001b[31m\\u009b":1}';
    const { code, stdout } = await run(["validate", "-", "--strict"], { stdin });
    expect(code).toBe(1);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    expect(stdout).not.toMatch(/[\u001b\u009b]/);
  });
});

const unrecognizedEvent = JSON.stringify({
  events: [
    { type: "some_future_event", chat: { id: "c", human: { id: "h", name: "Ada" } }, channel: { id: "x" } },
  ],
});

describe("--strict", () => {
  test("an unrecognized type is an issue, and still listed", async () => {
    expect(await judge(unrecognizedEvent)).toMatchObject([{ valid: true, unrecognized: ["/events/0"] }]);
    const [verdict] = await judge(unrecognizedEvent, "--strict");
    expect(verdict).toMatchObject({ valid: false, issues: [{ pointer: "/events/0/type" }] });
    expect(verdict?.unrecognized).toEqual(["/events/0"]);
  });

  test("a misspelt property is told which one was meant", async () => {
    const [verdict] = await judge('{"events":[],"evnets":1}', "--strict");
    expect(verdict?.issues).toMatchObject([{ pointer: "/evnets" }]);
  });
});

describe("exit codes", () => {
  test("0 when all are valid", async () => {
    expect(await run(["validate", examplePath("text.json"), examplePath("batch.json")])).toMatchObject({
      code: 0,
    });
  });

  test("2 wins over 1, and all files are judged all the same", async () => {
    const file = write("bad.json", bad);
    const { code, stdout, stderr } = await run(["validate", "--json", "missing.json", file, folder]);
    expect(code).toBe(2);
    expect(jsonLines(stdout)).toMatchObject([{ file, valid: false }]);
    expect(stderr.split("\n")).toEqual([
      "error: cannot read missing.json: there is no such file",
      expect.stringContaining("it is a folder"),
      "",
    ]);
  });

  test("1 for what is not JSON", async () => {
    expect(await run(["validate", write("not.json", "nope")])).toMatchObject({ code: 1 });
  });
});

describe("JSON over many lines", () => {
  test("its line is where it begins, and blank lines may come first", async () => {
    const stdin = `\n\n${JSON.stringify(JSON.parse(bad), null, 2)}\n`;
    expect(await judge(stdin)).toMatchObject([{ line: 3, valid: false }]);
  });

  test("a syntax error is reported once, with its place in the file", async () => {
    const [verdict, ...rest] = await judge('\n{\n  "events": [\n    {},\n  ]\n}\n');
    expect(rest).toEqual([]);
    expect(verdict).toMatchObject({ line: 2, valid: false });
    expect(verdict?.issues).toEqual([
      { pointer: "", message: "line 5, column 3: not JSON: expected a value, found ]" },
    ]);
  });

  test("lines that are JSON by themselves do not make it JSON Lines", async () => {
    expect(await judge('{\n"events":\n[]\n}\n')).toMatchObject([{ line: 1, valid: true }]);
    const broken = '{\n  "events": [\n    {"a": 1},\n    {"b": 2}\n  ],\n}';
    expect(await judge(broken)).toMatchObject([{ line: 1, valid: false }]);
  });
});

describe("JSON Lines", () => {
  test.each([
    ["a bad line in the middle", `${ok}\n{"events":\n${ok}\n`, [1, 2, 3], [true, false, true]],
    ["a bad first line", `{"events":\n${ok}\n`, [1, 2], [false, true]],
    ["only bad lines", '{"events":\n{"events":\n', [1, 2], [false, false]],
    [
      "CR LF, blank lines and no end of line",
      `${ok}\r\n\r\n${ok}\r\n  \n${ok}`,
      [1, 3, 5],
      [true, true, true],
    ],
    ["a byte order mark", `\ufeff${ok}\n${ok}\n`, [1, 2], [true, true]],
    ["line separators within a string", `{"events":[],"a":"\u2028\u2029"}\n${ok}\n`, [1, 2], [true, true]],
  ])("%s", async (_name, text, lines, valid) => {
    const verdicts = await judge(text);
    expect(verdicts.map((verdict) => verdict.line)).toEqual(lines);
    expect(verdicts.map((verdict) => verdict.valid)).toEqual(valid);
  });

  test("by the name of the file, also where the contents would say otherwise", async () => {
    for (const extension of ["jsonl", "ndjson", "JSONL"]) {
      const { stdout } = await run(["validate", "--json", write(`a.${extension}`, "{\n}\n")]);
      expect(jsonLines(stdout)).toMatchObject([
        { line: 1, valid: false },
        { line: 2, valid: false },
      ]);
    }
  });

  test("as a stream: a verdict comes before the next line does", async () => {
    const child = start(["validate", "-", "--json"]);
    child.stdin.write(`${ok}\n${bad}\n`);
    let seen = "";
    while (seen.split("\n").length < 3) seen += String((await once(child.stdout, "data"))[0]);
    expect(jsonLines(seen)).toMatchObject([{ line: 1 }, { line: 2 }]);
    child.stdin.end();
    expect(await once(child, "close")).toEqual([1, null]);
  });

  test("a line of many chunks", async () => {
    const long = JSON.stringify({ events: [], padding: "ä".repeat(4_000_000) });
    expect(await judge(`${ok}\n${long}\n${ok}\n`)).toMatchObject([
      { line: 1, valid: true },
      { line: 2, valid: true },
      { line: 3, valid: true },
    ]);
  });
});

describe("odd input", () => {
  test("an empty file is no delivery; empty JSON Lines are none", async () => {
    expect(await run(["validate", write("empty.json", "")])).toMatchObject({ code: 1 });
    const { code, stdout } = await run(["validate", write("empty.jsonl", "")]);
    expect(code).toBe(0);
    expect(stdout).toContain("no deliveries in it");
  });

  test("bytes that are not UTF-8 are named by their place", async () => {
    const latin1 = Buffer.from('{"events":[],\n"name":"\xe9"}', "latin1");
    const { stdout } = await run(["validate", "--json", write("latin1.json", latin1)]);
    expect(jsonLines(stdout)).toMatchObject([
      { valid: false, issues: [{ pointer: "", message: "line 2, column 9: not UTF-8" }] },
    ]);
  });

  test("depth that would fill the stack", async () => {
    const deep = `{"events":[],"a":${"[".repeat(200_000)}${"]".repeat(200_000)}}`;
    expect(await judge(deep)).toMatchObject([{ valid: true }]);
    expect(await judge(`{"events":${"[".repeat(200_000)}${"]".repeat(200_000)}}`)).toMatchObject([
      { valid: false, issues: [{ pointer: "/events/0" }], unrecognized: [] },
    ]);
    expect(await judge("[".repeat(200_000))).toMatchObject([{ valid: false }]);
  });
});

test("| head: it ends quietly when nobody reads on", async () => {
  const file = write("many.jsonl", `${ok}\n`.repeat(50_000));
  const child = start(["validate", "--json", "-"]);
  child.stdin.on("error", () => {});
  createReadStream(file).pipe(child.stdin);
  let stderr = "";
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  await once(child.stdout, "data");
  child.stdout.destroy();
  expect(await once(child, "close")).toEqual([141, null]);
  expect(stderr).toBe("");
});
