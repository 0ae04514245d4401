import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyScenario } from "../../src/conforms/index.ts";
import {
  batches,
  duplicates,
  FormatError,
  formatTrace,
  lostAnswers,
  parallel,
  parseTrace,
  play,
  replay,
  resets,
  respelled,
  retries,
  scenario,
  type Trace,
} from "../../src/index.ts";
import { events } from "../senders/events.ts";

/** A receiver that fails now and then, and remembers what it got. */
function receiver() {
  const bodies: string[] = [];
  const to = async (request: Request) => {
    bodies.push(await request.text().catch(() => "broken"));
    return new Response(bodies.length % 4 === 0 ? "busy" : null, {
      status: bodies.length % 4 === 0 ? 503 : 200,
    });
  };
  return { bodies, to };
}

const sender = [
  batches({ max: 2 }),
  retries({ backoffMs: 0 }),
  respelled({ probability: 0.5 }),
  duplicates({ at: [2] }),
  lostAnswers({ at: [3] }),
  resets({ at: [1] }),
];

test("a trace as a file: what was sent, which fault, what was answered", async () => {
  const { to } = receiver();
  const one = scenario({ events: ["1", "2"], sender: [lostAnswers({ at: [1] }), retries({ backoffMs: 1 })] });
  expect(formatTrace(await play(one, { to })).split("\n")).toEqual([
    JSON.stringify({ format: "proto-webhooks-trace", version: 1, scenario: one }),
    '{"name":"1","items":[{"event":1}],"fault":{"kind":"lost_answer"},"body":"{\\"events\\":[1]}","outcome":{"status":200,"lost":true}}',
    '{"name":"1.2","try":2,"items":[{"event":1}],"delayMs":1,"body":"{\\"events\\":[1]}","outcome":{"status":200}}',
    '{"name":"2","items":[{"event":2}],"body":"{\\"events\\":[2]}","outcome":{"status":200}}',
    "",
  ]);
});

test("two runs give the same trace, byte for byte", async () => {
  const run = async () =>
    formatTrace(await play(scenario({ events: events(9), sender, seed: 3 }), receiver()));
  const [first, second] = [await run(), await run()];
  expect(second).toBe(first);
});

test("what is read is what was written", async () => {
  const trace = await play(scenario({ events: events(9), sender, seed: 3 }), receiver());
  expect(parseTrace(formatTrace(trace))).toEqual(trace);
});

test("a replay sends the same bytes with the same faults, whatever is answered", async () => {
  const first = receiver();
  const trace = await play(scenario({ events: events(9), sender, seed: 3 }), first);
  const bodies: string[] = [];
  const to = async (request: Request) => {
    bodies.push(await request.text().catch(() => "broken"));
    return new Response(null, { status: 500 });
  };
  const again = await replay(parseTrace(formatTrace(trace)), { to });
  expect(bodies).toEqual(first.bodies);
  expect(bodies).toContain("broken");
  const answered = again.deliveries.filter(({ outcome }) => "status" in outcome);
  expect(answered.map(({ outcome }) => outcome)).toEqual(
    answered.map(({ fault }) => ({ status: 500, ...(fault && { lost: true }) })),
  );
  const { deliveries } = trace;
  expect(again.deliveries.map(({ outcome, ...rest }) => rest)).toEqual(
    deliveries.map(({ outcome, ...rest }) => rest),
  );
});

test("any scenario: its trace is read as it was written, and replayed as it was sent", async () => {
  const property = fc.asyncProperty(anyScenario({ maxEvents: 8 }), async (one) => {
    const first = receiver();
    const trace = await play(one, first);
    const read = parseTrace(formatTrace(trace));
    expect(read).toEqual(trace);
    const second = receiver();
    const again = await replay(read, second);
    // Under way at the same time, they may come to read in another order.
    expect(second.bodies.toSorted()).toEqual(first.bodies.toSorted());
    const isAlone = trace.deliveries.every(({ during }) => during.length === 0);
    if (isAlone) expect(again).toEqual(trace);
  });
  await expect(fc.assert(property, { numRuns: 60, seed: 4 })).resolves.toBeUndefined();
});

test("a replay has the same deliveries under way at the same time", async () => {
  // The second ends when the fourth has: it is under way with both others.
  const watch = () => {
    const log: string[] = [];
    let end = () => {};
    const hasEnded = new Promise<void>((resolve) => {
      end = resolve;
    });
    const to = async (request: Request) => {
      const body = await request.text();
      log.push(`+${body}`);
      if (body.includes("2")) await hasEnded;
      log.push(`-${body}`);
      if (body.includes("4")) end();
      return new Response();
    };
    return { log, to };
  };
  const first = watch();
  const trace = await play(scenario({ events: ["1", "2", "3", "4"], sender: [parallel({ max: 2 })] }), first);
  expect(trace.deliveries.map(({ during }) => during)).toEqual([[], [1], [2], [2]]);
  const second = watch();
  await replay(trace, second);
  expect(second.log).toEqual(first.log);
});

test("bytes that are no UTF-8 are kept", async () => {
  const received: number[][] = [];
  const to = async (request: Request) => {
    received.push([...new Uint8Array(await request.arrayBuffer())]);
    return new Response();
  };
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const delivery = {
    name: "1",
    try: 1,
    items: [],
    respelled: false,
    delayMs: 0,
    during: [],
    outcome: { status: 200 },
  };
  const bom = new TextEncoder().encode("\ufeff{}");
  const trace: Trace = {
    deliveries: [
      { ...delivery, body: all },
      { ...delivery, name: "2", body: bom },
    ],
  };
  const text = formatTrace(trace);
  expect(text).toContain('"base64":"AAECAwQ');
  await replay(parseTrace(text), { to });
  expect(received).toEqual([[...all], [...bom]]);
});

describe("a trace that is none", () => {
  const head = '{"format":"proto-webhooks-trace","version":1}';
  const line = (more: string) => `${head}\n${more}`;
  test.each<[string, string, object]>([
    ["", "t.jsonl:1:1: no JSON: expected a value here, found the end of the text.", { code: "not_json" }],
    [
      "{}",
      't.jsonl:1: this is no trace: its first line must begin like {"format":"proto-webhooks-trace","version":1}.',
      { code: "not_one", line: 1 },
    ],
    [
      '{"format":"proto-webhooks-trace","version":7}',
      "t.jsonl:1: this trace is of version 7 of the format; this package reads version 1. Update @proto-webhooks/mock-sender, or make the trace anew.",
      { code: "other_version" },
    ],
    [line('{"body":"a"}'), "t.jsonl:2: /outcome: is missing.", { line: 2, path: "/outcome" }],
    [
      line('\n\n{"body":"a",'),
      "t.jsonl:4:13: no JSON: expected a key in double quotes here, found the end of the text.",
      { line: 4, column: 13 },
    ],
    [line('{"outcome":{"status":200}}'), "t.jsonl:2: /body: expected what was sent, as text or base64.", {}],
    [line('{"base64":"a_==","outcome":{"status":200}}'), "t.jsonl:2: /base64: expected what was sent", {}],
    [line('{"body":"","outcome":{}}'), "t.jsonl:2: /outcome: has either a status or an error.", {}],
    [
      line('{"body":"","outcome":{"status":200,"error":"timeout"}}'),
      "t.jsonl:2: /outcome: has either a status or an error.",
      {},
    ],
    [line('{"body":"","outcome":{"error":"bored"}}'), "t.jsonl:2: /outcome/error: expected one of", {}],
    [
      line('{"body":"","during":[1],"outcome":{"status":200}}'),
      "t.jsonl:2: /during: names deliveries that did not begin before.",
      {},
    ],
    [
      line('{"body":"","fault":{"kind":"fire"},"outcome":{"status":200}}'),
      't.jsonl:2: /fault/kind: expected one of "lost_answer", "slow_body", "reset", found another.',
      {},
    ],
    [
      line('{"body":"","fault":{"kind":"reset","during":"body"},"outcome":{"status":200}}'),
      "t.jsonl:2: /fault/afterBytes: belongs to a reset during the body",
      {},
    ],
    [
      line('{"body":"","fault":{"kind":"slow_body"},"outcome":{"status":200}}'),
      "t.jsonl:2: /fault/chunks: is missing.",
      {},
    ],
    [
      line('{"body":"","items":[{"event":"1"}],"outcome":{"status":200}}'),
      "t.jsonl:2: /items/0/event: expected a whole number",
      {},
    ],
    [
      line('{"body":"","answer":200,"outcome":{"status":200}}'),
      "t.jsonl:2: /answer: there is no such property;",
      {},
    ],
    [
      '{"format":"proto-webhooks-trace","version":1,"scenario":{"events":[],"seed":"a"}}',
      "t.jsonl:1: /scenario/seed: a seed is a whole number, such as 7.",
      {},
    ],
  ])("%s", (text, message, facts) => {
    const read = () => parseTrace(text, "t.jsonl");
    expect(read).toThrow(FormatError);
    expect(read).toThrow(message);
    expect(read).toThrow(expect.objectContaining(facts));
  });

  test.each([
    ['{"body":"{}","outc', 0, "0 deliveries"],
    ['{"body":"{}","outcome":{"status":200}}\n{"body":"\\u00', 1, "1 delivery"],
    [
      '{"body":"{}","outcome":{"status":200}}\n\n{"body":"{}","outcome":{"status":200}}\n{',
      3,
      "2 deliveries",
    ],
  ])("a torn last line: %s", (lines, before, deliveries) => {
    const read = (text: string) => () => parseTrace(text, "t.jsonl");
    const advice = `The last line is torn: its end was never written. Remove it, and the trace is good, with ${deliveries}.`;
    expect(read(line(lines))).toThrow(advice);
    expect(read(line(lines))).toThrow(expect.objectContaining({ code: "not_json", line: before + 2 }));
    // With its line break it was not torn but spoiled, and that may be anywhere.
    expect(read(`${line(lines)}\n`)).toThrow(/no JSON: expected [^:]* here, found [^:]*\.$/);
  });

  test("a last line that only lacks its line break is whole", () => {
    expect(parseTrace(line('{"body":"{}","outcome":{"status":200}}')).deliveries).toHaveLength(1);
  });

  test("what a recorder leaves out is as usual", () => {
    expect(
      parseTrace(
        line(
          '{"body":"{}","outcome":{"status":200}}\n\n{"body":"[]","during":[1],"outcome":{"error":"timeout"}}\n',
        ),
      ),
    ).toEqual({
      deliveries: [
        {
          name: "1",
          try: 1,
          items: [],
          respelled: false,
          delayMs: 0,
          during: [],
          body: "{}",
          outcome: { status: 200 },
        },
        {
          name: "2",
          try: 1,
          items: [],
          respelled: false,
          delayMs: 0,
          during: [1],
          body: "[]",
          outcome: { error: "timeout" },
        },
      ],
    });
  });
});
