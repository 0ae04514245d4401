import { withChildren } from "../child/with-children.ts";
import type { Figure } from "../figure.ts";
import { median } from "../median.ts";
import { count } from "../output/count.ts";
import type { Scenario, Size } from "../scenario.ts";
import type { Making, Way } from "./making-process.ts";

const sizes: Readonly<Record<Size, { rounds: number; deliveries: number }>> = {
  short: { rounds: 1, deliveries: 200 },
  moderate: { rounds: 7, deliveries: 20_000 },
  full: { rounds: 9, deliveries: 100_000 },
};

const titles: Readonly<Record<Way, string>> = {
  random: "createRandom",
  data: "createData, English",
  arbitrary: "fast-check's arbitrary",
};
/** 100,000 in five seconds. */
const target = { bound: "at least", value: 20_000 } as const;

export const random: Scenario = {
  summary: "random deliveries built and validated, in each of the ways that there are",
  run: (settings) =>
    withChildren(async (start) => {
      const { deliveries, ...size } = sizes[settings.size];
      const rounds = settings.rounds ?? size.rounds;
      const making = start<Making>(new URL("making-process.ts", import.meta.url));
      const perSecond: Readonly<Record<Way, number[]>> = { random: [], data: [], arbitrary: [] };
      const ways = Object.keys(titles) as Way[];
      // The first round warms up, and does not count.
      for (let round = 0; round <= rounds; round++) {
        settings.progress(`round ${round} of ${rounds}`);
        for (const way of ways) {
          const ms = await making.ask("make", { way, deliveries, seed: round });
          if (round > 0) perSecond[way].push(deliveries / (ms / 1_000));
        }
      }
      const bytes = await making.ask("size", deliveries);
      const figures = ways.map((way): Figure => {
        const figure = { name: titles[way], value: median(perSecond[way]), unit: "deliveries/s" };
        return way === "random" ? { ...figure, target } : figure;
      });
      return {
        scenario: "random",
        method: [
          "One process builds deliveries and validates each strictly, the three ways in turn.",
          `${count(deliveries)} a round, medians of ${rounds} rounds after one that does not count.`,
          "Random and arbitrary deliveries have up to three events, each with up to three messages of any type;",
          `random ones are ${count(Math.round(bytes))} bytes of JSON on average. Those that look real have no empty lists.`,
          "All were valid.",
        ].join(" "),
        figures,
      };
    }),
};
