import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Exchange, exchange, taking } from "./compatibility/exchange.ts";
import { nextBundle } from "./compatibility/next-bundle.ts";
import { changedTree, checkout, specVersion, type Tree, treeAt } from "./compatibility/tree.ts";

// `pnpm spec:compat REVISION` names another one. Before the first release this state stands for the previous one.
const revision = process.env.COMPATIBLE_WITH ?? lastRelease();
const previous: Tree = revision === undefined ? checkout : treeAt(revision);
const next = changedTree("a next version with new types", nextBundle);
afterAll(() => {
  previous.remove();
  next.remove();
});

const pairs: [from: Tree, to: Tree][] = [
  [next, checkout],
  [checkout, next],
];
// A new major version of the spec promises nothing to the one before.
if (previous !== checkout && majorOf(previous) === majorOf(checkout)) {
  pairs.push([checkout, previous], [previous, checkout], [next, previous], [previous, next]);
}

describe.each(
  pairs.map(([from, to]) => ({ from, to, of: `the mock of ${from.name}, the receiver of ${to.name}` })),
)("$of", ({ from, to }) => {
  let sent: Exchange["sent"];
  let taken: Exchange["taken"];
  beforeAll(async () => {
    ({ sent, taken } = await exchange(from, to));
  });

  test("every delivery is answered 200, and no event is put in quarantine", () => {
    expect(sent.events.length).toBeGreaterThan(100);
    expect(Object.keys(sent.answers)).toEqual(["200"]);
    const all = sent.events.length;
    expect(taken.stats).toEqual({ accepted: all, done: all, dead: 0, quarantined: 0, pending: 0 });
  });

  test("every event is handed on as it was sent, with what the receiver does not know", () => {
    expect(taken.events.sort()).toEqual(sent.events.sort());
  });

  test("what is new comes as unrecognized to a receiver that does not list it, and to no other", () => {
    const sentTypes = typesIn(sent.events);
    const unlisted = (types: string[], listed: readonly string[]) =>
      types.filter((type) => !listed.includes(type));
    expect(taken.unrecognizedEvents).toEqual(unlisted(sentTypes.events, taken.listed.events));
    expect(taken.unrecognizedMessages).toEqual(unlisted(sentTypes.messages, taken.listed.messages));
    if (from !== next) return;
    expect(taken.unrecognizedEvents.includes("probe_event")).toBe(to !== next);
    expect(taken.unrecognizedMessages.includes("probe_message")).toBe(to !== next);
  });
});

test("an event that breaks the schema would be seen", async () => {
  const event = { type: "new_messages", chat: { id: "chat_1", human: { id: "human_1", name: "Ada" } } };
  const { status, taken } = await taking(JSON.stringify({ events: [event] }), checkout);
  expect(status).toBe(200);
  expect(taken.stats).toMatchObject({ accepted: 1, quarantined: 1, done: 0 });
});

/** The types in events, each once, sorted. */
function typesIn(events: readonly string[]): { events: string[]; messages: string[] } {
  const parsed = events.map((json) => JSON.parse(json) as { type: string; messages?: { type: string }[] });
  const messages = parsed.flatMap((event) => event.messages ?? []);
  const sorted = (all: { type: string }[]) => [...new Set(all.map(({ type }) => type))].sort();
  return { events: sorted(parsed), messages: sorted(messages) };
}

/** Before 1.0.0 the minor version says what breaks. */
function majorOf(tree: Tree): string {
  const [major, minor] = specVersion(tree).split(".");
  return major === "0" ? `0.${minor}` : `${major}`;
}

/** The newest tag of a release before this state; undefined before the first one, and where there is no history. */
function lastRelease(): string | undefined {
  const tags = ["describe", "--tags", "--abbrev=0", "--match=*[0-9].[0-9]*.[0-9]*"];
  try {
    return execFileSync("git", tags, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return undefined;
  }
}
