import type { Figure } from "../figure.ts";
import { median, medianRatio, spreadOf } from "../median.ts";
import { type ContenderName, contenderNames, peers, titles } from "./contender.ts";

/** The CPU time of one judgement, in microseconds, of each contender in each round. */
export type Times = Readonly<Record<ContenderName, readonly number[]>>;

/** What the times of one payload say: each contender as a part of `JSON.parse`, and ours beside its peers. */
export function figuresOf(title: string, times: Times): Figure[] {
  const yardstick = times["json-parse"];
  const ours = times.parse;
  const [fastest = "hand-written"] = peers.toSorted((a, b) => median(times[a]) - median(times[b]));
  const parts = contenderNames
    .filter((name) => name !== "json-parse")
    .map((name): Figure => {
      const part = times[name].map((time, round) => (100 * time) / (yardstick[round] ?? Number.NaN));
      const figure = {
        name: `${title}: ${titles[name]}`,
        value: median(part),
        unit: "%",
        spread: spreadOf(part),
      };
      return name === "parse" ? { ...figure, target: { bound: "at most", value: 6 } } : figure;
    });
  return [
    { name: `${title}: JSON.parse, the 100 %`, value: median(yardstick), unit: "µs" },
    ...parts,
    {
      name: `${title}: parseDelivery ÷ fastest peer`,
      value: medianRatio(ours, times[fastest]),
      unit: "",
      target: { bound: "at most", value: 1.15 },
    },
    {
      name: `${title}: isDelivery ÷ fastest peer`,
      value: medianRatio(times.guard, times[fastest]),
      unit: "",
    },
    {
      name: `${title}: Zod ÷ parseDelivery`,
      value: medianRatio(times.zod, ours),
      unit: "",
      target: { bound: "at least", value: 20 },
    },
  ];
}
