import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buttonTypes, eventTypes, messageTypes } from "@proto-webhooks/validators";
import { validateDelivery } from "@proto-webhooks/validators/strict";
import { describe, expect, onTestFinished, test } from "vitest";
import { files } from "./support/files.ts";
import { nullReceiver } from "./support/null-receiver.ts";
import { jsonLines, run, start } from "./support/run.ts";
import { examplePath, examplePaths } from "./support/spec.ts";

const { folder, write } = files();
const receiver = await nullReceiver();
const send = (what: string, ...args: string[]) => run(["send", what, "--to", receiver.url, ...args]);
const got = () => receiver.got.map(String);

const some = expect.any(Number);
const summary = { sent: some, seconds: some, perSecond: some, answers: {}, latencyMs: expect.anything() };

describe("an example", () => {
  const names = examplePaths().map((path) => path.replace(/.*[/\\]|\.json$/g, ""));

  test("of each name there is, as the spec has it", async () => {
    expect(names.length).toBeGreaterThan(10);
    const listed = await send("example:none");
    expect(listed.code).toBe(2);
    for (const name of names) expect(`${listed.stderr}`).toMatch(new RegExp(`^ {2}example:${name}$`, "m"));
    const { code, stdout, stderr } = await send("batch", "--json");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(jsonLines(stdout)).toEqual([
      { file: null, line: null, type: "example:batch", status: 200, durationMs: some },
    ]);
    await run(["send", examplePath("batch.json"), "--to", receiver.url]);
    const [embedded, file] = got();
    expect(JSON.parse(embedded ?? "")).toEqual(JSON.parse(file ?? ""));
  });

  test("that is named like a type, by its full name", async () => {
    expect(await send("example:carousel")).toMatchObject({ code: 0, stderr: "" });
    expect(await send("limits", "--seed", "7")).toMatchObject({ code: 2, stdout: "" });
    expect(receiver.got).toHaveLength(1);
  });

  test("that has a file of its name is asked back", async () => {
    write("batch", "{}");
    const { code, stderr } = await run(["send", "batch", "--to", receiver.url], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toContain("the file: ./batch\n  the example: example:batch\n");
    expect(receiver.got).toEqual([]);
  });
});

describe("--count", () => {
  test("repeats a type, and tells what came of all", async () => {
    receiver.answers = [200, 503, 204];
    const { code, stdout } = await send("text", "--count", "20", "--json");
    expect(code).toBe(1);
    expect(jsonLines(stdout)).toEqual([{ ...summary, sent: 20, answers: { "200": 18, "204": 1, "503": 1 } }]);
    expect(new Set(got()).size).toBe(1);
    expect(receiver.got).toHaveLength(20);
  });

  test("begins a file again at its end, byte for byte", async () => {
    const file = write("two.jsonl", '{"n": 1}\r\n\n{"n":');
    expect(await send(file, "--count", "5")).toMatchObject({ code: 0 });
    expect(got()).toEqual(['{"n": 1}', '{"n":', '{"n": 1}', '{"n":', '{"n": 1}']);
  });

  test("ends before a file does", async () => {
    const file = write("three.jsonl", '{"n":1}\n{"n":2}\n{"n":3}\n');
    expect(await send(file, "--count", "2")).toMatchObject({ code: 0 });
    expect(got()).toEqual(['{"n":1}', '{"n":2}']);
  });

  test("for people: statuses and percentiles", async () => {
    receiver.answers = [503];
    const { stdout } = await send("batch", "--count", "3");
    expect(stdout).toMatch(
      /^3 deliveries in \d+\.\d s, \d+ a second\n {2}200 {2}2\n {2}503 {2}1\n {2}latency {2}p50 \d+\.\d ms {2}p90 .*p95 .*p99 .*max \d+\.\d ms\n$/,
    );
  });
});

test("several deliveries of a file: a line for each, and then what came of all", async () => {
  const file = write("lines.jsonl", "{}\n{}\n");
  const { stdout } = await send(file);
  expect(stdout).toMatch(/^(✓ 200 .*\n){2}2 deliveries in .*\n {2}200 {2}2\n {2}latency .*\n$/);
});

describe("--concurrency", () => {
  test("has so many under way at once, and no more", async () => {
    receiver.delayMs = 30;
    expect(await send("batch", "--count", "24", "--concurrency", "6")).toMatchObject({ code: 0 });
    expect(receiver.most).toBe(6);
  });

  test("without it, one after the other", async () => {
    receiver.delayMs = 10;
    await send("batch", "--count", "4");
    expect(receiver.most).toBe(1);
  });
});

describe("--rate", () => {
  test("begins no more in a second", async () => {
    const { stdout, stderr } = await send("batch", "--count", "11", "--rate", "50", "--json");
    // Ten pauses of 20 ms.
    const [{ seconds }] = jsonLines(stdout) as [{ seconds: number }];
    expect(seconds).toBeGreaterThanOrEqual(0.19);
    expect(stderr).toBe("");
  });

  test("that was not reached is told", async () => {
    receiver.delayMs = 60;
    const { code, stderr } = await send("batch", "--count", "12", "--rate", "1000");
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /^The rate of 1000 a second was not reached: it was .* --concurrency 1 too low\.\n$/,
    );
  });
});

describe("--seed", () => {
  const all = [
    ...eventTypes.map((type) => `event:${type}`),
    ...messageTypes.map((type) => `message:${type}`),
    ...buttonTypes.map((type) => `button:${type}`),
  ];

  test.each(all)("%s: values that differ each time, and fit the spec", async (name) => {
    expect(await send(name, "--seed", "7", "--count", "20")).toMatchObject({ code: 0, stderr: "" });
    expect(new Set(got()).size).toBe(20);
    const [kind, type] = name.split(":");
    for (const body of got()) {
      const delivery = JSON.parse(body);
      expect(validateDelivery(delivery)).toMatchObject({ ok: true });
      const [event] = delivery.events;
      const [message] = event.messages ?? [];
      const sent = { event, message, button: message?.data?.cards?.[0]?.buttons?.[0] }[kind ?? ""];
      expect(sent.type).toBe(type);
    }
  });

  test("the same one gives the same, another one gives others", async () => {
    for (const seed of ["7", "7", "8"]) await send("url", "--seed", seed);
    const [one, same, other] = got();
    expect(same).toBe(one);
    expect(other).not.toBe(one);
  });

  test("a file is sent as it is", async () => {
    const { code, stderr } = await send(write("a.json", "{}"), "--seed", "7");
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^error: --seed does not go with a file of deliveries, .*a\.json\. Nothing was sent\.\n$/,
    );
    expect(receiver.got).toEqual([]);
  });
});

describe("--set", () => {
  test("sets in a type: JSON or a text, by either way of writing a path", async () => {
    const set = ["--set", "events[0].chat.id=chat_7", "--set", '/events/0/messages/0/data={"text":"Hi"}'];
    expect(await send("message:text", ...set, "--set", "events[0].chatToken=7")).toMatchObject({ code: 0 });
    const [event] = JSON.parse(got()[0] ?? "").events;
    expect(event).toMatchObject({
      chat: { id: "chat_7" },
      chatToken: 7,
      messages: [{ data: { text: "Hi" } }],
    });
  });

  test("sets in each delivery of a file, of an example and of random ones", async () => {
    await send(write("set.jsonl", '{"n": 1}\n{"n": 2}\n'), "--set", "n=3");
    expect(got()).toEqual(['{"n":3}', '{"n":3}']);
    receiver.got.length = 0;
    await send("batch", "--set", "events[1].chat.id=chat_7", "--count", "2");
    await send("text", "--seed", "7", "--count", "2", "--set", "events[0].chat.id=chat_7");
    expect(got().filter((body) => body.includes('"id":"chat_7"'))).toHaveLength(4);
  });

  test("a last name that is new is added, and that is told once", async () => {
    const { code, stderr } = await send(
      "url",
      "--set",
      "events[0].chat.idd=7",
      "--seed",
      "1",
      "--count",
      "3",
    );
    expect(code).toBe(0);
    expect(stderr).toBe("--set events[0].chat.idd: it was not there, and is added.\n");
  });

  test.each([
    ["events[0].chta.id=7", "events[0] has no chta"],
    ["events[7].chat.id=7", "events has 1 item, so there is no [7]"],
    ["/events/7/chat=1", "events has 1 item, so there is no [7]"],
    ["events.chat=7", "events is a list: name one of its items by its index, as in [0]"],
    ["events[0].chat.id.x=7", "events[0].chat.id is no object and no list"],
    ["a.b=7", "the delivery has no a"],
    ["events[0]", "it has no value"],
    ["events[x]=7", "this is no path"],
    ["=7", "this is no path"],
  ])("%s: exit 2, where it ends, and nothing is sent", async (assignment, message) => {
    const { code, stdout, stderr } = await send("url", "--set", assignment);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`error: --set ${assignment.split("=")[0]}: `);
    expect(stderr).toContain(message);
    expect(receiver.got).toEqual([]);
  });

  test("what cannot be set in a file names its line", async () => {
    const { code, stderr } = await send(write("bad.jsonl", '{"n":1}\n{"m":{\n'), "--set", "n=2");
    expect(code).toBe(2);
    expect(stderr).toContain("bad.jsonl: line 2, column 7: not JSON");
    const other = await send(write("other.jsonl", '{"a":{"b":1}}\n{}\n'), "--set", "a.b=2");
    expect(other.stderr).toContain("other.jsonl, line 2: --set a.b: the delivery has no a");
  });
});

test.each([
  ["--rate", "0", "A rate is a number of deliveries a second"],
  ["--rate", "fast", "A rate is a number of deliveries a second"],
  ["--count", "0", "a whole number from 1"],
  ["--concurrency", "0", "from 1 to 10000"],
  ["--seed", "seven", "A seed is a whole number"],
  ["--seed", "1.5", "A seed is a whole number"],
])("%s %s: exit 2, and nothing is sent", async (option, value, message) => {
  const { code, stdout, stderr } = await send("url", option, value);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(message);
  expect(receiver.got).toEqual([]);
});

test("nobody there, among many: exit 2, and what to do", async () => {
  const args = ["--to", "http://127.0.0.1:9/", "--count", "100", "--concurrency", "8"];
  const { code, stdout, stderr } = await run(["send", "batch", ...args]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain("error: nothing listens at http://127.0.0.1:9/.");
  expect(stderr.match(/error:/g)).toHaveLength(1);
});

test("a receiver that goes away among many: what came until then, and exit 2", async () => {
  let answered = 0;
  const dying = createServer((request, response) => {
    if (++answered > 5) request.socket.destroy();
    else request.resume().on("end", () => response.end());
  }).listen(0, "127.0.0.1");
  await once(dying, "listening");
  const { port } = dying.address() as AddressInfo;
  const args = ["--to", `http://127.0.0.1:${port}/`, "--count", "100", "--json"];
  const { code, stdout, stderr } = await run(["send", "batch", ...args]);
  dying.close();
  expect(code).toBe(2);
  expect(jsonLines(stdout)).toMatchObject([{ sent: 5, answers: { "200": 5 } }]);
  expect(stderr).toBe(`error: no answer from http://127.0.0.1:${port}/: other side closed\n`);
});

test("in a terminal there is a bar on stderr, and only there", async () => {
  // A second passes whenever it is looked, and it runs in a terminal.
  const pretend = "let now = 0; performance.now = () => (now += 1_000); process.stderr.isTTY = true;";
  const node = ["--import", `data:text/javascript,${pretend}`];
  const args = ["send", "batch", "--to", receiver.url, "--count", "10", "--json"];
  const { code, stdout, stderr } = await run(args, { node });
  expect(code).toBe(0);
  expect(jsonLines(stdout)).toMatchObject([{ sent: 10 }]);
  expect(stderr).toMatch(/Sending .* 10 % .*1 of 10/);
  expect((await run(args)).stderr).toBe("");
});

test("Ctrl-C ends it while more may come from a pipe", async () => {
  const child = start(["send", "-", "--to", receiver.url]);
  onTestFinished(() => void child.kill("SIGKILL"));
  child.stdin.write("{}\n{}\n");
  while (receiver.got.length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
  child.kill("SIGINT");
  const [code] = await once(child, "close");
  expect(code).toBe(130);
});

test("Ctrl-C ends it with what came until then, and 130", async () => {
  const child = start(["send", "batch", "--to", receiver.url, "--rate", "20", "--count", "100000", "--json"]);
  onTestFinished(() => void child.kill("SIGKILL"));
  let stdout = "";
  child.stdout.on("data", (text) => {
    stdout += text;
  });
  while (receiver.got.length < 3) await new Promise((resolve) => setTimeout(resolve, 10));
  child.kill("SIGINT");
  const [code] = await once(child, "close");
  expect(code).toBe(130);
  const [{ sent, answers }] = jsonLines(stdout) as [{ sent: number; answers: object }];
  expect(sent).toBe(receiver.got.length);
  expect(answers).toEqual({ "200": sent });
});
