import { expect, test } from "vitest";
import type { StoredEvent } from "../src/inbox.ts";
import type { LogLine } from "./handler-log.ts";
import { type Evidence, judge } from "./judge.ts";
import type { Try } from "./load.ts";
import type { EventKind } from "./task.ts";
import { eventWith } from "./task.ts";
import type { Rule } from "./violation.ts";

function sent(number: number, kinds: readonly EventKind[], sentAt: number, outcome: Try["outcome"]): Try {
  const task = { deed: "end", ms: 0 } as const;
  const events = kinds.map((kind) => ({ chat: "a", kind, task }));
  const answeredAt = outcome === 200 ? sentAt + 1 : undefined;
  return { delivery: { number, events }, number: 1, sentAt, answeredAt, outcome };
}

function begin(
  receipt: string,
  sequence: number,
  task: string,
  more: { attempt?: number; run?: number } = {},
) {
  return { kind: "begin", run: 1, receipt, attempt: 1, sequence, chat: "a", task, ...more } as const;
}

function end(kind: "done" | "failed", receipt: string, attempt = 1): LogLine {
  return { kind, run: 1, receipt, attempt };
}

function stored(id: string, sequence: number, task: string, state: "dead" | "quarantined"): StoredEvent {
  const json = JSON.stringify(eventWith({ id: task, deed: "end", ms: 0 }, "a"));
  const receipt = { id, sequence, time: "" };
  return { kind: "valid", chat: "a", json, issues: [], receipt, state, attempts: 3 };
}

const log: readonly LogLine[] = [
  begin("r1", 1, "1.1.0"),
  end("failed", "r1"),
  begin("r1", 1, "1.1.0", { attempt: 2 }),
  end("done", "r1", 2),
  // Its process was killed after the handler and before it was settled.
  begin("r1", 1, "1.1.0", { attempt: 3 }),
  end("done", "r1", 3),
  begin("r3", 3, "2.1.0"),
  { kind: "death", run: 1 },
  begin("r3", 3, "2.1.0", { attempt: 2, run: 2 }),
  begin("r4", 4, "3.1.0", { run: 3 }),
];

/** Delivery 1 was answered, and its second event broke the schema. 2 ended dead. 3 was never answered. */
const good: Evidence = {
  tries: [sent(1, ["valid", "invalid"], 1, 200), sent(2, ["valid"], 3, 200), sent(3, ["valid"], 5, "none")],
  log: [...log.slice(0, -1), { kind: "death", run: 2 }, begin("r4", 4, "3.1.0"), end("done", "r4")],
  dead: [stored("r3", 3, "2.1.0", "dead")],
  quarantined: [stored("r2", 2, "1.1.1", "quarantined")],
  stats: {
    ...{ accepted: 4, pending: 0, done: 2, dead: 1, quarantined: 1, dropped: 0 },
    kept: { done: 0, dead: 1, quarantined: 1 },
  },
  attempts: 3,
};

test("what is right is not held against anyone", () => {
  expect(judge(good)).toEqual({ violations: [], attempts: 6, repeats: 1 });
});

test("one handler that was paused in its first step is nobody's fault, a second one is", () => {
  const late = begin("r4", 4, "3.1.0", { run: 9 });
  const once: Evidence = { ...good, log: [...good.log, { kind: "paused", run: 9 }, late] };
  expect(judge(once).violations).toEqual([]);
  expect(judge({ ...once, log: [...once.log, late] }).violations).toHaveLength(1);
});

/** Evidence with the lines of the log changed. */
function logged(change: (lines: readonly LogLine[]) => readonly LogLine[]): Evidence {
  return { ...good, log: change(good.log) };
}

const [first, second, third] = good.tries;
if (!first || !second || !third) throw new Error("There are three.");

const cases: readonly [Rule, string, Evidence][] = [
  ["lost", "an answered event that is nowhere", { ...good, quarantined: [] }],
  [
    "lost",
    "an answered delivery that is nowhere",
    { ...good, tries: [...good.tries, sent(9, ["valid"], 7, 200)] },
  ],
  [
    "half a delivery",
    "unanswered, and there in part",
    { ...good, tries: [first, second, sent(3, ["valid", "valid"], 5, "none")] },
  ],
  ["stored twice", "two receipts", { ...good, dead: [...good.dead, stored("r5", 5, "3.1.0", "dead")] }],
  ["changed", "the kind", { ...good, tries: [sent(1, ["valid", "valid"], 1, 200), second, third] }],
  ["changed", "the chat", { ...good, tries: [first, second, sent(3, ["chatless"], 5, "none")] }],
  ["changed", "the sequence", logged((lines) => [...lines, begin("r4", 5, "3.1.0", { attempt: 2 })])],
  ["changed", "an attempt that comes again", logged((lines) => [...lines, begin("r4", 4, "3.1.0")])],
  ["changed", "the receipt that is kept", { ...good, dead: [stored("r3", 5, "2.1.0", "dead")] }],
  [
    "overlap",
    "before the end of another attempt",
    logged((lines) => lines.filter(({ kind }) => kind !== "death")),
  ],
  ["order", "an earlier event again", logged((lines) => [...lines, begin("r3", 3, "2.1.0", { attempt: 3 })])],
  [
    "order",
    "before the earlier one is settled",
    logged((lines) => lines.filter(({ kind }) => kind !== "done")),
  ],
  [
    "order of commits",
    "sent later, stored before",
    { ...good, tries: [first, sent(2, ["valid"], 5, 200), sent(3, ["valid"], 3, 200)] },
  ],
  ["gap", "a sequence that nobody has", { ...good, tries: [first, third], dead: [] }],
  ["unfinished", "begun only", logged((lines) => lines.slice(0, -1))],
  ["dead too early", "with attempts left", { ...good, attempts: 4 }],
  ["books", "one that is not counted", { ...good, stats: { ...good.stats, accepted: 3 } }],
  ["books", "one that is still pending", { ...good, stats: { ...good.stats, accepted: 5, pending: 1 } }],
  [
    "status",
    "an answer that blames the sender",
    { ...good, tries: [...good.tries, sent(9, ["valid"], 7, 400)] },
  ],
];

test.each(cases)("%s: %s", (rule, _, evidence) => {
  expect(judge(evidence).violations.map((violation) => violation.rule)).toContain(rule);
});
