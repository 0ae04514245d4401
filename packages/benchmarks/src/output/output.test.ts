import { expect, test } from "vitest";
import type { Result } from "../figure.ts";
import { toMarkdown } from "./to-markdown.ts";
import { toText } from "./to-text.ts";

const result: Result = {
  scenario: "durable",
  method: "Measured so.",
  figures: [
    { name: "answers", value: 12_345.6, unit: "/s" },
    { name: "ratio", value: 0.7512, unit: "", target: { bound: "at least", value: 0.75 } },
    { name: "cost", value: 13.54, unit: "µs", target: { bound: "at most", value: 10 } },
  ],
};

test("a terminal shows columns, targets and what became of them", () => {
  expect(toText(result, true)).toBe(`durable

            measured  target
  answers  12,346 /s
  ratio         0.75  ≥ 0.75   met
  cost       13.5 µs  ≤ 10 µs  not met

  Measured so.`);
});

test("a run that is too short says nothing of targets", () => {
  expect(toText(result, false)).not.toContain("met");
});

test("what is kept says when, where and of which commit", () => {
  const machine = {
    date: "2026-11-24",
    commit: "abc1234",
    node: "24.0.0",
    sqlite: "3.53.0",
    platform: "linux x64",
    cores: 2,
    load: "0.1",
  };
  const text = toMarkdown(result, machine, "pnpm bench durable --write");
  expect(text).toContain(
    "Written by `pnpm bench durable --write` on 2026-11-24, commit abc1234; Node 24.0.0",
  );
  expect(text).toContain(`
|         |  measured | target  |         |
| ------- | --------: | ------- | ------- |
| answers | 12,346 /s |         |         |
| ratio   |      0.75 | ≥ 0.75  | met     |
| cost    |   13.5 µs | ≤ 10 µs | not met |
`);
});

test("where rounds were far apart, it shows", () => {
  const figures = [{ name: "part", value: 6.125, unit: "%", spread: [5.5, 12.34] as const }];
  expect(toText({ ...result, figures }, true)).toContain("part  6.13 % (5.5 to 12.3)");
});
