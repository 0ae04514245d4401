import { expect, test } from "vitest";
import type { Duplicates } from "../src/index.ts";
import type { Arrival } from "./duplicates/arrivals.ts";
import type { Said } from "./duplicates/corpus.ts";
import { shownFigures } from "./duplicates/guide.ts";
import { judge } from "./duplicates/judge.ts";
import { firstTime, type SentEvent, senders } from "./duplicates/senders.ts";
import { simulate } from "./duplicates/simulate.ts";
import { tablesOf } from "./duplicates/tables.ts";

function said(first: number, ...texts: string[]): Said {
  const author = { type: "bot", id: "bot_1", name: "Bot" };
  const messages = texts.map((text) => ({ type: "text", author, data: { text } }));
  return { at: 0, chat: 1, turn: first, messages, first };
}

function arrive(...events: readonly (readonly SentEvent[])[]): readonly Arrival[] {
  return events.map((sent, index) => ({ at: index * 1_000, events: sent }));
}

const flag = { mode: "flag", windowMs: 1_500 } as const satisfies Duplicates;

// It counts for many seconds, and for longer on a machine that does something else too.
test("the figures in the guide are those of the simulation; if not, run test/duplicates/main.ts", {
  timeout: 120_000,
}, async () => {
  expect(shownFigures()).toBe(tablesOf(await simulate()));
});

test("who says ok twice is taken for a duplicate without reply tokens, and who sends it twice is one", async () => {
  const [ok, again] = [said(0, "ok"), said(1, "ok")];
  const sent = (hasToken: boolean) =>
    arrive([firstTime(ok, hasToken)], [firstTime(again, hasToken)], [firstTime(again, hasToken)]);
  expect(await judge(sent(false), [flag])).toEqual([{ fresh: 2, wronged: 1, repeated: 1, caught: 1 }]);
  expect(await judge(sent(true), [flag])).toEqual([{ fresh: 2, wronged: 0, repeated: 1, caught: 1 }]);
});

test("the window of flag counts from the last one that came, that of drop from the last one that was stored", async () => {
  const ok = [firstTime(said(0, "ok"), true)];
  const verdicts = await judge(arrive(ok, ok, ok), [{ mode: "off" }, flag, { ...flag, mode: "drop" }]);
  expect(verdicts.map(({ caught }) => caught)).toEqual([0, 2, 1]);
});

test("the senders change what the table says that they change", async () => {
  const both = said(0, "Zoë", "ok");
  const caught = async (sent: readonly SentEvent[]) => {
    const [verdict] = await judge(arrive([firstTime(both, true)], sent), [flag]);
    return [verdict?.caught, verdict?.repeated];
  };
  expect(await caught(senders.same.again(both, true))).toEqual([1, 1]);
  const rewritten = senders.rewritten.again(both, true);
  expect(rewritten[0]?.json).toContain("Zo\\u00eb");
  expect(await caught(rewritten)).toEqual([1, 1]);
  expect(await caught(senders.split.again(both, true))).toEqual([0, 2]);
  expect(await caught(senders.renamed.again(both, true))).toEqual([0, 1]);
});
