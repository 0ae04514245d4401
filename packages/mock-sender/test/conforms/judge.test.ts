import { describe, expect, test } from "vitest";
import { covers } from "../../src/conforms/covers.ts";
import { judgeAnswers } from "../../src/conforms/judge-answers.ts";
import { judgeHandled } from "../../src/conforms/judge-handled.ts";
import { testEvents } from "../../src/conforms/test-events.ts";
import type { Outcome, TracedDelivery, WireFault } from "../../src/index.ts";

type Facts = Partial<Omit<TracedDelivery, "outcome">>;
const reset: WireFault = { kind: "reset", during: "body", afterBytes: 5 };
const gone: Outcome = { error: "broken_off" };

/** A delivery of events, by their numbers, that was answered so. */
function sent(numbers: number[], answer: number | Outcome, facts: Facts = {}): TracedDelivery {
  const items = numbers.map((event) => ({ event }));
  const outcome = typeof answer === "number" ? { status: answer } : answer;
  return { name: "", try: 1, items, body: "", respelled: false, delayMs: 0, during: [], outcome, ...facts };
}

const changed = (...changes: ("nulls" | "unknown_fields" | "unknown_event")[]) => ({
  items: [{ event: 1, changes }],
});

describe("the answers to", () => {
  const rulesOf = (
    deliveries: TracedDelivery[],
    mood: "fine" | "slow" | "failing" = "fine",
    blocked?: number,
  ) => judgeAnswers({ deliveries }, { mood, blocked }).map(({ rule }) => rule);

  test.each<[string, TracedDelivery[], string[]]>([
    ["good deliveries: 200", [sent([1], 200), sent([2], 200)], []],
    ["one: 204", [sent([1], 204)], ["not_200"]],
    ["one: 302", [sent([1], 302)], ["not_200"]],
    ["one: 500", [sent([1], 500)], ["not_200"]],
    ["one: 400", [sent([1], 400)], ["blamed_sender"]],
    ["one: none", [sent([1], { error: "timeout" })], ["no_answer"]],
    ["one whose answer was lost: 200", [sent([1], { status: 200, lost: true })], []],
    ["one whose answer was lost: 400", [sent([1], { status: 400, lost: true })], ["blamed_sender"]],
    [
      "a slow one: 408",
      [sent([1], 408, { fault: { kind: "slow_body", chunks: 2, pauseMs: 1 } })],
      ["blamed_sender"],
    ],
    ["one that broke: none", [sent([1], gone, { fault: reset })], []],
    ["one with unknown fields: 400", [sent([1], 400, changed("unknown_fields"))], ["unknown_refused"]],
    [
      "one with an unknown event: none",
      [sent([1], { error: "timeout" }, changed("unknown_event"))],
      ["unknown_refused"],
    ],
    ["one with nulls: 500", [sent([1], 500, changed("nulls"))], ["null_refused"]],
    ["a duplicate: 409", [sent([1], 200), sent([1], 409)], ["repeat_refused"]],
    ["one that holds a duplicate and more: 409", [sent([1], 200), sent([1, 2], 409)], ["blamed_sender"]],
    [
      "a second try, when the first did not arrive: 409",
      [sent([1], gone, { fault: reset }), sent([1], 409)],
      ["blamed_sender"],
    ],
    [
      "a second try, when the first arrived: 409",
      [sent([1], gone, { fault: { kind: "reset", during: "answer" } }), sent([1], 409)],
      ["repeat_refused"],
    ],
    ["one that is taken at its second try: 503", [sent([1], 503), sent([1], 200)], []],
    ["one that is taken in other batches: 503", [sent([1, 2], 503), sent([2], 200), sent([1], 200)], []],
    ["one of which a half is taken later: 503", [sent([1, 2], 503), sent([2], 200)], ["not_200"]],
    ["one that is taken at its second try: 429", [sent([1], 429), sent([1], 200)], ["blamed_sender"]],
  ])("%s", (_, deliveries, want) => {
    expect(rulesOf(deliveries)).toEqual(want);
  });

  test("one that waited for its handler", () => {
    const deliveries = [sent([1], { error: "timeout" }), sent([2], { error: "timeout" })];
    expect(rulesOf(deliveries, "slow", 1)).toEqual(["answer_depends_on_handler", "no_answer"]);
  });

  test("one whose handler threw, also when it is taken later", () => {
    expect(rulesOf([sent([1], 503), sent([1], 200)], "failing")).toEqual(["answer_depends_on_handler"]);
  });
});

describe("what reaches handlers", () => {
  // All of one chat.
  const events = testEvents(1, "a", 4, 1);
  const scenario = { seed: 1, sender: [], events };
  /** Calls one after the other: `1`, or `1!` for one that failed. */
  const judge = (deliveries: TracedDelivery[], calls: string[]) => {
    const made = calls.map((call, index) => {
      const event = Number.parseInt(call, 10);
      return {
        event,
        value: events[event - 1],
        begun: 2 * index,
        ended: 2 * index + 1,
        failed: call.endsWith("!"),
      };
    });
    return judgeHandled(scenario, deliveries, made).map(({ rule }) => rule);
  };
  const three = [sent([1], 200), sent([2], 200), sent([3], 200)];

  test.each<[string, TracedDelivery[], string[], string[]]>([
    ["all of it, in order", three, ["1", "2", "3"], []],
    ["all of it, one twice", three, ["1", "2", "1", "3"], []],
    ["all but one", three, ["1", "3"], ["lost"]],
    ["one that was refused", [sent([1], 500)], [], []],
    ["not one that was refused first", [sent([1], 500), sent([1], 200)], [], ["retry_unsafe"]],
    ["not one that was sent twice", [sent([1], 200), sent([1], 200)], [], ["lost"]],
    ["not one whose answer was lost", [sent([1], { status: 200, lost: true })], [], ["lost"]],
    ["one of an unlisted type is nobody's", [sent([1], 200, changed("unknown_event"))], [], []],
    ["a later one first", three, ["2", "1", "3"], ["out_of_order"]],
    [
      "a later one first, that was under way at the same time",
      [sent([1], 200), sent([2], 200, { during: [1] })],
      ["2", "1"],
      [],
    ],
    ["a later one first, of a batch", [sent([1, 2], 200)], ["2", "1"], ["out_of_order"]],
    [
      "a later one first, which came before in another batch",
      [sent([2], gone, { fault: { kind: "reset", during: "answer" } }), sent([1, 2], 200)],
      ["2", "1"],
      [],
    ],
    [
      "a later one first, which came before, broken",
      [sent([2], gone, { fault: reset }), sent([1, 2], 200)],
      ["2", "1"],
      ["out_of_order"],
    ],
    [
      "a later one first, when the earlier was refused then",
      [sent([1], 503), sent([2], 200), sent([1], 200)],
      ["2", "1"],
      [],
    ],
    [
      "a later one before the earlier was tried again",
      three,
      ["1!", "2", "3", "1"],
      ["out_of_order", "out_of_order"],
    ],
    ["a later one after the earlier was tried again", three, ["1!", "1", "2", "3"], []],
    ["a later one after the earlier was given up", three, ["1!", "2", "3"], []],
  ])("%s", (_, deliveries, calls, want) => {
    expect(judge(deliveries, calls)).toEqual(want);
  });

  test("chats do not wait for each other", () => {
    const two = testEvents(1, "a", 2, 1).map((event, index) => ({
      ...event,
      chat: { ...event.chat, id: `${index}` },
    }));
    const calls = [2, 1].map((event, index) => ({
      event,
      value: two[event - 1],
      begun: 2 * index,
      ended: 2 * index + 1,
    }));
    expect(judgeHandled({ ...scenario, events: two }, three.slice(0, 2), calls)).toEqual([]);
  });

  test("two at a time in a chat", () => {
    const call = (event: number, begun: number, ended: number) => ({
      event,
      value: events[event - 1],
      begun,
      ended,
    });
    expect(judgeHandled(scenario, three.slice(0, 2), [call(1, 1, 3), call(2, 2, 4)])).toMatchObject([
      { rule: "out_of_order" },
    ]);
  });

  test("with other content", () => {
    const call = { event: 1, value: { ...events[0], messages: [] }, begun: 1, ended: 2 };
    expect(judgeHandled(scenario, [sent([1], 200)], [call])).toMatchObject([{ rule: "altered" }]);
  });
});

test.each<[unknown, unknown, boolean]>([
  [{ a: 1 }, { a: 1, b: 2 }, true],
  [{ a: 1 }, { a: 2 }, false],
  [{ a: 1 }, [], false],
  [{ a: null }, {}, true],
  [{ a: undefined }, { a: null }, true],
  [{ a: null }, { a: 0 }, false],
  [{ a: 0 }, { a: null }, false],
  [[1, 2], [1, 2], true],
  [[1, 2], [0, 1, 9, 2], true],
  [[1, 2], [2, 1], false],
  [[1, 1], [1], false],
  [[], {}, false],
  ["1", 1, false],
])("that %j was sent is covered by %j: %s", (given, found, want) => {
  expect(covers(given, found)).toBe(want);
});
