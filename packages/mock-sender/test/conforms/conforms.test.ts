import type { Event } from "@proto-webhooks/types";
import { describe, expect, test, vi } from "vitest";
import { conforms, type StartReceiver, trials } from "../../src/conforms/index.ts";
import { batches, type Habit, lostAnswers, replay, retries } from "../../src/index.ts";
import { overSockets } from "../../src/node/index.ts";
import { listen } from "../loopback.ts";
import { simpleReceiver } from "./naive-receivers.ts";

const simple: StartReceiver = (handle) => simpleReceiver(handle);
/** Keeps the first event of a delivery only. */
const forgetful: StartReceiver = (handle) => simpleReceiver(handle, { keep: (events) => events.slice(0, 1) });
const few = { plain: { sender: [] }, batches: { sender: [batches({ max: 5 })] } };

/** A server whose handler keeps a list; it is always the same one. */
async function listing(keep = (events: Event[]) => events) {
  const list: Event[] = [];
  const url = await listen((_, response, body) => {
    list.push(...keep(JSON.parse(body.toString()).events));
    response.end();
  });
  return { url, list };
}

test("every kind of habit is tried", () => {
  const flat = (sender: unknown): Habit[] => [sender].flat(Number.POSITIVE_INFINITY) as Habit[];
  const kinds = new Set(Object.values(trials).flatMap(({ sender }) => flat(sender).map(({ kind }) => kind)));
  expect([...kinds].toSorted()).toEqual([
    "batches",
    "duplicates",
    "lost_answers",
    "nulls",
    "parallel",
    "reordered",
    "resets",
    "respelled",
    "retries",
    "slow_bodies",
    "unknown_events",
    "unknown_fields",
    "unknown_messages",
  ]);
});

describe("the report", () => {
  test("says what is broken, by whom, the least that does it, and what to do", async () => {
    const report = await conforms(forgetful, { seeds: [3], trials: few });
    expect(report.text).toMatchInlineSnapshot(`
      "The receiver breaks 1 rule, in 2 runs.

      1. lost: an event was answered with 200 and never reached a handler.
         Event 12 was answered with 200 in delivery 1, and no handler was called with it.
         Found by the sender "batches" with seed 3.
         The least that does it, 1 delivery:
         1. event 11, event 12 -> 200
         What to do: Answer 200 only when the events are stored, all of them.
         To see it again: await replay(report.broken[0].trace, { to: receiver })"
    `);
    expect(report).toMatchObject({ ok: false, runs: 2, notJudged: [] });
  });

  test("its trace breaks the receiver again", async () => {
    const { broken } = await conforms(forgetful, { seeds: [3], trials: few });
    const [{ trace }] = broken as [(typeof broken)[0]];
    const handled: unknown[] = [];
    const { deliverTo } = await forgetful(async (event) => void handled.push(event));
    const again = await replay(trace, { to: deliverTo });
    expect(again).toEqual(trace);
    expect(handled).toHaveLength(1);
    expect(JSON.parse(String(trace.deliveries[0]?.body)).events).toHaveLength(2);
  });

  test("is the same each time", async () => {
    const run = async () => (await conforms(forgetful, { seeds: [1, 2] })).text;
    expect(await run()).toBe(await run());
  });

  test("names the seed that was used first, and all trials that found it", async () => {
    const { broken } = await conforms(forgetful, { seeds: [2] });
    expect(broken).toMatchObject([{ rule: "lost", trial: "batches", seed: 2, handlers: "fine" }]);
    expect(broken[0]?.trials).toContain("everything in order");
  });

  test("stops when even the plain sender breaks it", async () => {
    const report = await conforms((handle) => simpleReceiver(handle, { status: 202 }), { seeds: [1] });
    expect(report.runs).toBe(1);
    expect(report.notJudged).toEqual([
      `${Object.keys(trials).length - 1} more trials: even the plain sender breaks a rule. Mend that first.`,
    ]);
  });

  test("says so when what was seen once does not come again", async () => {
    let isFirst = true;
    const moody: StartReceiver = (handle) => {
      const keep = (events: Event[]) => {
        const kept = isFirst ? [] : events;
        isFirst = false;
        return kept;
      };
      return simpleReceiver(handle, { keep });
    };
    const report = await conforms(moody, { seeds: [1], trials: few, events: 3 });
    expect(report.broken).toMatchObject([{ rule: "lost", isReproduced: false }]);
    expect(report.broken[0]?.trace.deliveries).toHaveLength(3);
    expect(report.text).toContain("It did not do so again when the run was replayed");
  });
});

describe("a receiver that runs already", () => {
  test("is judged by its answers alone when it tells nothing else, and the report says so", async () => {
    const { url } = await listing();
    const report = await conforms({ deliverTo: url }, { seeds: [1], trials: few });
    expect(report.text).toBe(
      [
        "The receiver conforms, in 2 runs.",
        "",
        "Not judged:",
        "- Whether events reach a handler, which of them, and in which order: the receiver has no `handled`.",
        "- Whether answers wait for handlers: give a function that starts the receiver, and call its `handle`.",
      ].join("\n"),
    );
  });

  test("is judged by what it lists, each run by its own events", async () => {
    const { url, list } = await listing();
    const receiver = { deliverTo: overSockets(url), handled: () => list };
    const report = await conforms(receiver, { seeds: [1, 2] });
    expect(report).toMatchObject({
      ok: true,
      notJudged: [expect.stringContaining("answers wait for handlers")],
    });
    expect(report.runs).toBe(2 * (Object.keys(trials).length - 4));
    // Again, with the same receiver: it has seen other events before.
    expect((await conforms(receiver, { seeds: [1], trials: few })).ok).toBe(true);
  });

  test("is found out by what it lists: the least that does it is looked for with new ids", async () => {
    const { url, list } = await listing((events) => events.slice(0, 1));
    const receiver = { deliverTo: url, handled: async () => list };
    const report = await conforms({ ...receiver, idle: async () => {} }, { seeds: [1], trials: few });
    expect(report.broken).toMatchObject([{ rule: "lost", trial: "batches" }]);
    expect(report.broken[0]?.trace.deliveries).toMatchObject([{ items: [{}, {}] }]);
    expect(report.broken[0]?.trace.deliveries[0]?.body).toContain("chat_a_");
  });

  test("gets the headers that it expects", async () => {
    const to = await listen((request, response) => {
      response.writeHead(request.headers["x-secret"] === "abc" ? 200 : 401).end();
    });
    const headers = { "x-secret": "abc" };
    expect((await conforms({ deliverTo: to, headers }, { seeds: [1], trials: few })).ok).toBe(true);
    const { broken } = await conforms({ deliverTo: to }, { seeds: [1], trials: few });
    expect(broken).toMatchObject([{ rule: "blamed_sender", seen: "delivery 1 was answered with 401" }]);
  });
});

describe("starting", () => {
  test("is done anew for each run, and each is closed", async () => {
    const close = vi.fn();
    const start = vi.fn<StartReceiver>(async (handle) => ({ ...(await simple(handle)), close }));
    await conforms(start, { seeds: [1, 2], trials: few });
    expect([start.mock.calls.length, close.mock.calls.length]).toEqual([4, 4]);
  });

  test("is done once with reuse, and the ids are others in each run", async () => {
    const close = vi.fn();
    const chats = new Set<string>();
    const keep = (events: Event[]) => {
      for (const { chat } of events) chats.add(chat.id.replace(/_\d+$/, ""));
      return events;
    };
    const start = vi.fn<StartReceiver>((handle) => ({ ...simpleReceiver(handle, { keep }), close }));
    const report = await conforms(start, { seeds: [1, 2], trials: few, reuse: true });
    expect([report.ok, start.mock.calls.length, close.mock.calls.length]).toEqual([true, 1, 1]);
    expect(chats.size).toBe(4);
  });

  test("that fails rejects with its error", async () => {
    const reason = new Error("no store");
    await expect(conforms(() => Promise.reject(reason))).rejects.toBe(reason);
  });

  test("a sender or seeds that are none are refused", async () => {
    await expect(conforms(simple, { seeds: [] })).rejects.toThrow("conforms: /seeds: needs a seed.");
    await expect(conforms(simple, { seeds: [0.5] })).rejects.toThrow("/seed: a seed is a whole number");
    const wrong = { wrong: { sender: [{ kind: "nulls", at: "1" }] as never } };
    await expect(conforms(simple, { trials: wrong })).rejects.toThrow("/sender/0/at: expected an array");
  });
});

describe("patience", () => {
  test("a receiver without idle is waited for", async () => {
    const slow: StartReceiver = (handle) => {
      const { deliverTo } = simpleReceiver(async (event) => {
        await new Promise((resolve) => setTimeout(resolve, 10));
        await handle(event);
      });
      return { deliverTo };
    };
    const report = await conforms(slow, { seeds: [1], trials: few });
    expect(report.text).toBe("The receiver conforms, in 2 runs.");
  });

  test("retries that heal a 503 are no fault of the receiver; one that stays is", async () => {
    const busy = (times: number): StartReceiver => {
      return (handle) => {
        let left = times;
        return simpleReceiver(handle, { refuse: () => (left-- > 0 ? 503 : undefined) });
      };
    };
    const stubborn = { retries: { sender: [retries({ times: 3, backoffMs: 0 }), lostAnswers({ at: [5] })] } };
    expect((await conforms(busy(3), { seeds: [1], trials: stubborn })).ok).toBe(true);
    const { broken } = await conforms(busy(4), { seeds: [1], trials: stubborn });
    expect(broken.map(({ rule }) => rule)).toEqual(["not_200"]);
  });
});
