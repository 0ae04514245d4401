import {
  batches,
  duplicates,
  formatScenario,
  formatTrace,
  lostAnswers,
  newMessagesEvent,
  parallel,
  resets,
  retries,
  type Sender,
  scenario,
  schedule,
  type TracedDelivery,
} from "@proto-webhooks/mock-sender";
import { describe, expect, test } from "vitest";
import { files } from "./support/files.ts";
import { nullReceiver } from "./support/null-receiver.ts";
import { jsonLines, run } from "./support/run.ts";

const { write } = files();
const receiver = await nullReceiver();
const send = (what: string, ...args: string[]) => run(["send", what, "--to", receiver.url, ...args]);
const got = () => receiver.got.map(String);

const events = ["1", "2", "3"].map((replyToken) => newMessagesEvent({ replyToken }));
const scenarioOf = (sender: Sender) => scenario({ events, sender, seed: 7 });

function delivered(
  body: string | Uint8Array<ArrayBuffer>,
  more: Partial<TracedDelivery> = {},
): TracedDelivery {
  const usual = { name: "1", try: 1, items: [], respelled: false, delayMs: 0, during: [] };
  return { ...usual, body, outcome: { status: 200 }, ...more };
}

describe("a scenario", () => {
  test("is played: its bytes, in its order", async () => {
    const made = scenarioOf([duplicates({ at: [3] }), batches({ min: 1, max: 2 })]);
    const file = write("made.json", formatScenario(made));
    const { code, stdout, stderr } = await send(file, "--json");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const steps = schedule(made);
    expect(got()).toEqual(steps.map(({ body }) => body));
    expect(jsonLines(stdout)).toEqual(
      steps.map(({ name }) => ({
        file,
        line: null,
        type: null,
        delivery: name,
        status: 200,
        error: null,
        lost: false,
        durationMs: expect.any(Number),
      })),
    );
  });

  test("with its faults and tries; what its sender broke off is no failure", async () => {
    const flaky = [lostAnswers({ at: [1] }), resets({ during: "body", at: [2] }), retries({ times: 3 })];
    const file = write("flaky.json", formatScenario(scenarioOf(flaky)));
    const { code, stdout } = await send(file);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^✓ 200 \(lost\) {2}\d+\.\d ms {2}.*flaky\.json delivery 1\n/);
    expect(stdout).toMatch(/^- broken_off {2}.* delivery 2\n/m);
    expect(stdout).toMatch(/^✓ 200 {2}.* delivery 2\.2\n/m);
    expect(stdout).toMatch(/^5 deliveries in .*\n {2}200 {2}4\n {2}broken_off {2}1\n/m);
  });

  test("an answer that is not 200: exit 1", async () => {
    receiver.answers = [503];
    const file = write("plain.json", formatScenario(scenarioOf([])));
    expect(await send(file, "--json")).toMatchObject({ code: 1 });
  });

  test("--seed takes the place of its own; each run has the next", async () => {
    const made = scenarioOf([batches({ min: 1, max: 3 }), duplicates({ probability: 0.5 })]);
    const file = write("seeded.json", formatScenario(made));
    const { code, stdout } = await send(file, "--seed", "20", "--count", "3", "--json");
    expect(code).toBe(0);
    const bodies = [20, 21, 22].flatMap((seed) => schedule({ ...made, seed }).map(({ body }) => body));
    expect(got()).toEqual(bodies);
    expect(jsonLines(stdout)).toMatchObject([{ sent: bodies.length, answers: { "200": bodies.length } }]);
  });

  test("from stdin, and over one line", async () => {
    const stdin = JSON.stringify(JSON.parse(formatScenario(scenarioOf([]))));
    expect(await run(["send", "-", "--to", receiver.url], { stdin })).toMatchObject({ code: 0 });
    expect(receiver.got).toHaveLength(3);
  });

  test.each(["--rate", "--concurrency"])("decides itself when it sends: %s is refused", async (option) => {
    const file = write("own.json", formatScenario(scenarioOf([parallel({ max: 3 })])));
    const { code, stderr } = await send(file, option, "5");
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: --\w+ does not go with a scenario, .*own\.json\. Nothing was sent\.\n$/);
    expect(receiver.got).toEqual([]);
  });

  test.each([
    [
      "is broken JSON",
      '{\n  "format": "proto-webhooks-scenario",\n  "version": 1,\n  "seed": 7,,\n}',
      /bad\.json:4:13: no JSON/,
    ],
    ["has no events", '{"format":"proto-webhooks-scenario","version":1}', /bad\.json: \/events: /],
    [
      "has a seed that is none",
      '{"format":"proto-webhooks-scenario","version":1,"seed":"x","events":[]}',
      /bad\.json: \/seed: a seed is a whole number/,
    ],
    [
      "is of another version",
      '{"version":2,"format":"proto-webhooks-scenario","events":[]}',
      /bad\.json: this scenario is of version 2 /,
    ],
  ])("that %s: exit 2, and where", async (_name, text, message) => {
    const { code, stdout, stderr } = await send(write("bad.json", text));
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^error: .* Nothing was sent\.\n$/);
    expect(receiver.got).toEqual([]);
  });
});

describe("a trace", () => {
  const odd = Buffer.from('{ "events": [],\r\n "b": "\xff" }', "latin1");

  test("is replayed byte for byte", async () => {
    const deliveries = [delivered('{"events": []}\n'), delivered(odd, { name: "x" })];
    const { code, stdout } = await send(write("odd.jsonl", formatTrace({ deliveries })), "--json");
    expect(code).toBe(0);
    expect(receiver.got).toEqual([Buffer.from('{"events": []}\n'), odd]);
    expect(jsonLines(stdout)).toMatchObject([{ delivery: "1" }, { delivery: "x" }]);
  });

  test("with its faults, as often as asked", async () => {
    const deliveries = [
      delivered("{}", {
        fault: { kind: "reset", during: "body", afterBytes: 1 },
        outcome: { error: "broken_off" },
      }),
      delivered('{"n":2}', { name: "2" }),
    ];
    const file = write("faults.jsonl", formatTrace({ deliveries }));
    const { code, stdout } = await send(file, "--count", "2", "--json");
    expect(code).toBe(0);
    expect(jsonLines(stdout)).toMatchObject([{ sent: 4, answers: { "200": 2, broken_off: 2 } }]);
    expect(got()).toEqual(['{"n":2}', '{"n":2}']);
  });

  test("--concurrency sends its bodies as fast as can be; --set changes them", async () => {
    const file = write(
      "load.jsonl",
      formatTrace({ deliveries: [delivered('{ "n": 1 }', { delayMs: 60_000 }), delivered(odd)] }),
    );
    expect(await send(file, "--concurrency", "2", "--count", "4")).toMatchObject({ code: 0 });
    expect(got().filter((body) => body === '{ "n": 1 }')).toHaveLength(2);
    receiver.got.length = 0;
    const one = write("one.jsonl", formatTrace({ deliveries: [delivered('{ "n": 1 }')] }));
    expect(await send(one, "--set", "n=2")).toMatchObject({ code: 0 });
    expect(got()).toEqual(['{"n":2}']);
  });

  test("but not without its faults", async () => {
    const deliveries = [delivered("{}", { name: "7", fault: { kind: "slow_body", chunks: 2, pauseMs: 1 } })];
    const { code, stderr } = await send(write("slow.jsonl", formatTrace({ deliveries })), "--rate", "5");
    expect(code).toBe(2);
    expect(stderr).toContain("slow.jsonl: delivery 7 has a fault (slow_body)");
    expect(receiver.got).toEqual([]);
  });

  test.each([
    [
      "from another version",
      '{"format":"proto-webhooks-trace","version":2}\n',
      /t\.jsonl:1: this trace is of version 2 /,
    ],
    [
      "broken on a line",
      '{"format":"proto-webhooks-trace","version":1}\n\n{"body":"{}",,\n',
      /t\.jsonl:3:14: no JSON/,
    ],
    [
      "with a line that is wrong",
      '{"format":"proto-webhooks-trace","version":1}\n{"body":"{}","outcome":{}}\n',
      /t\.jsonl:2: \/outcome: /,
    ],
    [
      "without a delivery",
      '{"format":"proto-webhooks-trace","version":1}\n',
      /there is no delivery in .*t\.jsonl/,
    ],
  ])("%s: exit 2, and where", async (_name, text, message) => {
    const { code, stdout, stderr } = await send(write("t.jsonl", text));
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(message);
    expect(receiver.got).toEqual([]);
  });

  test("has no seed", async () => {
    const file = write("noseed.jsonl", formatTrace({ deliveries: [delivered("{}")] }));
    expect((await send(file, "--seed", "7")).stderr).toContain("--seed does not go with a trace");
  });
});

test("nobody there: a scenario and a trace end at once, exit 2", async () => {
  const slow = formatTrace({ deliveries: [delivered("{}"), delivered("{}", { delayMs: 60_000 })] });
  for (const file of [write("s.json", formatScenario(scenarioOf([]))), write("t.jsonl", slow)]) {
    const { code, stdout, stderr } = await run(["send", file, "--to", "http://127.0.0.1:9/hook?key=s3cr3t"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^error: nothing listens at http:\/\/127\.0\.0\.1:9\/hook\. /);
    expect(stderr).not.toContain("s3cr3t");
  }
});

test.each([
  ["in a text", JSON.stringify({ events: [], text: '{"format":"proto-webhooks-scenario"}' })],
  ["in an object within it", '{"events":[],"more":{"format":"proto-webhooks-trace"}}'],
])("a delivery that names the format %s is a delivery", async (_where, delivery) => {
  expect(await send(write("named.json", delivery))).toMatchObject({ code: 0 });
  expect(got()).toEqual([delivery]);
});
