import type { Child } from "../child/child.ts";
import { withChildren } from "../child/with-children.ts";
import { count } from "../output/count.ts";
import type { Scenario, Settings, Size } from "../scenario.ts";
import { type ContenderName, contenderNames, titles } from "./contender.ts";
import { figuresOf, type Times } from "./figures-of.ts";
import type { Judging } from "./judging-process.ts";
import { type PayloadName, payloadNames, payloads } from "./payloads.ts";

const sizes: Readonly<Record<Size, { rounds: number; ms: number; warmUpMs: number }>> = {
  short: { rounds: 1, ms: 1, warmUpMs: 0 },
  moderate: { rounds: 7, ms: 15, warmUpMs: 100 },
  full: { rounds: 15, ms: 50, warmUpMs: 300 },
};

type Judges = readonly (readonly [ContenderName, Child<Judging>])[];

export const validate: Scenario = {
  summary: "a delivery judged by our validators, by hand, and by Ajv, TypeBox, ArkType, Zod and Valibot",
  run: (settings) =>
    withChildren(async (start) => {
      const script = new URL("judging-process.ts", import.meta.url);
      const judges = contenderNames.map((name) => [name, start<Judging>(script)] as const);
      const times: { payload: PayloadName; times: Times }[] = [];
      for (const payload of payloadNames) {
        times.push({ payload, times: await timesOf(payload, judges, settings) });
      }
      // Last: code that has met the tables' many shapes is slower afterwards with the few that arrive every day.
      let cases = 0;
      for (const [name, child] of judges) {
        settings.progress(`checking ${titles[name]}`);
        cases = Math.max(cases, await child.ask("check", name));
      }
      return {
        scenario: "validate",
        method: methodOf(cases, settings),
        figures: times.flatMap(({ payload, times }) => figuresOf(payloads[payload].title, times)),
      };
    }),
};

async function timesOf(payload: PayloadName, judges: Judges, settings: Settings): Promise<Times> {
  const { ms, warmUpMs, ...size } = sizes[settings.size];
  const rounds = settings.rounds ?? size.rounds;
  const times = Object.fromEntries(contenderNames.map((name) => [name, [] as number[]])) as Record<
    ContenderName,
    number[]
  >;
  for (const [contender, child] of judges) {
    await child.ask("time", { contender, payload, ms: warmUpMs });
  }
  for (let round = 1; round <= rounds; round++) {
    settings.progress(`${payloads[payload].title}: round ${round} of ${rounds}`);
    for (const [contender, child] of judges) {
      times[contender].push(await child.ask("time", { contender, payload, ms }));
    }
  }
  return times;
}

function methodOf(cases: number, settings: Settings): string {
  const { ms, ...size } = sizes[settings.size];
  return [
    "Each contender has a process of its own and judges deliveries that are parsed already; they take turns,",
    `${ms} ms each, ${settings.rounds ?? size.rounds} rounds after one that does not count. CPU time; medians of the`,
    "rounds' ratios, with the lowest and the highest.",
    `Afterwards each is held against ${count(cases)} deliveries of the spec's tables and examples, and says of every one`,
    "what our tolerant validators say. Each that rejects has found a reason, except isDelivery, which only judges:",
    "the others of ours and Ajv look for all mistakes, the other peers for what they find by default. strict is",
    "closed and asserts formats, which no peer is asked for. typia is not measured: since version 14 its compiler",
    "builds itself from Go sources, which it downloads, whenever a project is built; before, it patched TypeScript.",
  ].join(" ");
}
