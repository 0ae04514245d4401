import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { anyScenario, shrinkTrace } from "../../src/conforms/index.ts";
import {
  batches,
  duplicates,
  lostAnswers,
  nulls,
  parallel,
  play,
  reordered,
  resets,
  respelled,
  retries,
  scenario,
  type Trace,
  unknownFields,
} from "../../src/index.ts";
import { events } from "../senders/events.ts";

const all = [
  batches({ max: 4 }),
  duplicates({ probability: 0.3 }),
  reordered({ probability: 0.3 }),
  parallel({ max: 3 }),
  respelled({ probability: 0.5 }),
  lostAnswers({ probability: 0.2 }),
  retries({ backoffMs: 1 }),
  nulls({ probability: 0.4 }),
  unknownFields({ probability: 0.4 }),
];

async function played(): Promise<Trace> {
  const to = async (request: Request) => {
    await request.text();
    return new Response();
  };
  return play(scenario({ events: events(20), sender: all, seed: 3 }), { to });
}

describe("the smallest trace", () => {
  test("with an event: one delivery, that event alone, and no fault", async () => {
    const smallest = await shrinkTrace(await played(), async ({ deliveries }) =>
      deliveries.some(({ items }) => items.some(({ event }) => event === 13)),
    );
    expect(smallest?.deliveries).toMatchObject([
      {
        items: [{ event: 13 }],
        respelled: false,
        delayMs: 0,
        during: [],
        body: JSON.stringify({ events: [events(13)[12]] }),
      },
    ]);
    expect(smallest?.deliveries[0]).not.toHaveProperty("fault");
  });

  test("with two events in their order", async () => {
    const fails = async (trace: Trace) => {
      const numbers = trace.deliveries.flatMap(({ items }) => items.map(({ event }) => event));
      return numbers.includes(4) && numbers.lastIndexOf(17) > numbers.indexOf(4);
    };
    const smallest = await shrinkTrace(await played(), fails);
    expect(smallest?.deliveries.flatMap(({ items }) => items)).toEqual([{ event: 4 }, { event: 17 }]);
  });

  test.each<[string, (trace: Trace) => boolean, object[]]>([
    [
      "an answer that is lost",
      ({ deliveries }) => deliveries.some(({ fault }) => fault),
      [{ fault: { kind: "lost_answer" }, items: [{}] }],
    ],
    ["a second try", ({ deliveries }) => deliveries.some((one) => one.try === 2), [{ try: 2, items: [{}] }]],
    [
      "another spelling",
      ({ deliveries }) => deliveries.some((one) => one.respelled),
      [{ respelled: true, items: [{}] }],
    ],
    [
      "nulls",
      ({ deliveries }) =>
        deliveries.some(({ items }) => items.some(({ changes }) => changes?.includes("nulls"))),
      [{ items: [{ changes: ["nulls"] }] }],
    ],
    [
      "two at once",
      ({ deliveries }) => deliveries.some(({ during }) => during.length > 0),
      [{ during: [] }, { during: [1] }],
    ],
    [
      "a batch",
      ({ deliveries }) => deliveries.some(({ items }) => items.length > 2),
      [{ items: [{}, {}, {}] }],
    ],
  ])("with %s", async (_, fails, want) => {
    const smallest = await shrinkTrace(await played(), async (trace) => fails(trace));
    expect(smallest?.deliveries).toHaveLength(want.length);
    expect(smallest?.deliveries).toMatchObject(want);
  });

  test("is without a fault that does not matter, and the connection never breaks behind its end", async () => {
    const sender = [resets(), batches({ min: 9, max: 9 })];
    const trace = await play(scenario({ events: events(9), sender, seed: 2 }), { to: () => new Response() });
    const smallest = await shrinkTrace(trace, async ({ deliveries }) => deliveries.length > 0);
    expect(smallest?.deliveries[0]).not.toHaveProperty("fault");
    const broken = await shrinkTrace(trace, async ({ deliveries }) => deliveries.some(({ fault }) => fault));
    const { fault, body } = broken?.deliveries[0] ?? expect.unreachable();
    expect(fault).toMatchObject({ kind: "reset", during: "body", afterBytes: String(body).length - 1 });
  });

  test("without a scenario: bytes stay, deliveries and faults are left out", async () => {
    const { deliveries } = await played();
    const before = new Set(deliveries.map(({ body }) => body));
    const smallest = await shrinkTrace({ deliveries }, async (trace) =>
      trace.deliveries.some(({ body }) => String(body).includes("Ada")),
    );
    expect(smallest?.deliveries).toHaveLength(1);
    expect(before).toContain(smallest?.deliveries[0]?.body);
    expect(smallest?.deliveries[0]).not.toHaveProperty("fault");
  });

  test("of one that does not fail is none", async () => {
    const fails = vi.fn(async () => false);
    expect(await shrinkTrace(await played(), fails)).toBeUndefined();
    expect(fails).toHaveBeenCalledTimes(1);
  });

  test("is looked for with so many runs, and no more", async () => {
    const fails = vi.fn(async () => true);
    const trace = await played();
    const smallest = await shrinkTrace(trace, fails, { maxRuns: 2 });
    expect(fails).toHaveBeenCalledTimes(2);
    expect(smallest?.deliveries.length).toBe(Math.floor(trace.deliveries.length / 2));
  });

  test("an error of the one who judges fails like any other", async () => {
    const smallest = await shrinkTrace(await played(), async () => expect.unreachable());
    expect(smallest?.deliveries).toHaveLength(1);
  });
});

test("any scenario shrinks to the events and habits that matter", async () => {
  const property = fc.property(
    anyScenario(),
    ({ events, sender }) => events.length < 3 || !sender.some(({ kind }) => kind === "nulls"),
  );
  const { counterexample } = fc.check(property, { seed: 1 });
  expect(counterexample?.[0].events).toHaveLength(3);
  expect(counterexample?.[0].sender.map(({ kind }) => kind)).toEqual(["nulls"]);
});
