import { expect, test } from "vitest";
import { smallSpec } from "../test/small-spec.ts";
import { collectExamples } from "./collect-examples.ts";

const circle = { type: "circle", size: { mm: 1 }, colour: "red" };

test("finds the values of each type, each once, with the summary of their example", () => {
  const found = collectExamples(smallSpec());
  expect(found.get("CircleShape")).toEqual([{ summary: "Two shapes", value: circle }]);
  expect(found.get("LineShape")).toEqual([
    { summary: "Two shapes", value: { type: "line", text: "circle" } },
  ]);
  expect(found.get("UnrecognizedShape")?.map(({ value }) => value)).toEqual([{ type: "blob", weight: 3 }]);
  expect(found.get("Size")?.map(({ value }) => value)).toEqual([{ mm: 1 }]);
});

test("shows a value of an enum by the object that has it", () => {
  const found = collectExamples(smallSpec());
  expect(found.get("Colour/red")?.map(({ value }) => value)).toEqual([circle]);
  expect(found.has("Colour/blue")).toBe(false);
});

test("takes three values of a type from one example at most", () => {
  const spec = smallSpec();
  const lines = [1, 2, 3, 4, 5].map((n) => ({ type: "line", text: `${n}` }));
  const [body] = JSON.stringify(spec.webhooks).match(/\{"shapes":.*?\]\}/) ?? [];
  spec.webhooks = JSON.parse(
    JSON.stringify(spec.webhooks).replace(body ?? "", JSON.stringify({ shapes: lines })),
  );
  expect(collectExamples(spec).get("LineShape")).toHaveLength(3);
});
