import { expect, test } from "vitest";
import { smallSpec } from "../test/small-spec.ts";
import { referenceSpec } from "./reference-spec.ts";
import { typeSections } from "./type-sections.ts";

function headings(markdown: string): string[] {
  return markdown.split("\n").filter((line) => line.startsWith("#"));
}

test("a section for each type, from the outside in", () => {
  expect(headings(typeSections(smallSpec()))).toEqual([
    "# Shapes",
    "## Circle shape",
    "## Line shape",
    "## Unrecognized shape",
    "# Colours",
    "## red",
    "## blue",
    "# Objects",
    "## Delivery",
  ]);
});

test("a section names type, schema and provenance, and ends with the examples", () => {
  const text = typeSections(smallSpec());
  expect(text).toContain("A circle.\n\n`type` is `circle`. Schema: `CircleShape`. Provenance: documented.");
  expect(text).toContain('Example: Two shapes\n\n```json\n{\n  "type": "line",\n  "text": "circle"\n}\n```');
  expect(text).toContain("`type` is none of the above. A receiver lets it pass.");
});

test("says which lists are open", () => {
  const spec = smallSpec();
  expect(typeSections(spec)).toContain("No other value is valid. Schema: `Colour`.");
  spec.components.schemas.Colour = {
    ...spec.components.schemas.Colour,
    "x-unrecognized": { type: "string" },
  };
  expect(typeSections(spec)).toContain("A receiver lets other values pass. Schema: `Colour`.");
});

test("a type that is added to the spec appears with no change here", () => {
  const spec = smallSpec();
  const star = "#/components/schemas/StarShape";
  spec.components.schemas.StarShape = { title: "StarShape", properties: { points: { type: "integer" } } };
  Object.assign(spec.components.schemas.Shape?.discriminator?.mapping ?? {}, { star });
  spec.components.schemas.Shape?.oneOf?.push({ $ref: star });
  expect(headings(typeSections(spec))).toContain("## Star shape");
  expect(typeSections(spec)).toContain("| `points` | integer, may be absent |");
});

test("what looks like a tag of Redoc's templates stays an example", () => {
  const spec = smallSpec();
  spec.webhooks = JSON.parse(JSON.stringify(spec.webhooks).replaceAll('"text":"circle"', '"text":"{% x %}"'));
  expect(typeSections(spec)).not.toContain("{%");
  expect(typeSections(spec)).toContain('"text": "{\\u0025 x %}"');
});

test("the spec that Redoc is given differs in its description and the order of its schemas only", () => {
  const spec = smallSpec();
  const { info, ...rest } = referenceSpec(spec);
  expect(info.description).toContain("# Shapes");
  expect(rest).toEqual({ webhooks: spec.webhooks, components: spec.components });
  expect(Object.keys(rest.components.schemas).slice(0, 3)).toEqual(["Delivery", "Shape", "CircleShape"]);
  expect(spec).toEqual(smallSpec());
});
