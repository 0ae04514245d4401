import { expect, test } from "vitest";
import { smallSpec } from "../test/small-spec.ts";
import { propertyTable } from "./property-table.ts";
import type { Schema } from "./spec.ts";

const spec = smallSpec();

function rows(schema: Schema | undefined): string[] {
  return propertyTable(spec, schema ?? {})
    .split("\n")
    .slice(2);
}

test("tells type, presence, provenance and description, and shows an object in place that only one uses", () => {
  expect(rows(spec.components.schemas.CircleShape)).toEqual([
    '| `type` | `"circle"` | documented |  |',
    "| `size` | Size |  |  |",
    "| `size.mm` | number | example | Millimetres \\| or so. |",
    "| `colour` | [Colour](#section/colours): red, blue, may be absent | inferred |  |",
    "| `text` | absent or null | documented | Only a line has it. |",
  ]);
});

test("optional is absent or null; a format is named", () => {
  expect(rows(spec.components.schemas.LineShape)[1]).toBe("| `text` | string (uri), optional |  |  |");
});

test("an array names its elements and its limit; a union is a link", () => {
  expect(rows(spec.components.schemas.Delivery)).toEqual([
    "| `shapes` | array of [Shape](#section/shapes), 4 at most |  |  |",
  ]);
});

test("an object that several use is a link to its own section", () => {
  const two = smallSpec();
  const size = { $ref: "#/components/schemas/Size" };
  two.components.schemas.LineShape = { title: "LineShape", properties: { size } };
  expect(propertyTable(two, { properties: { size } })).toContain(
    "| `size` | [Size](#section/objects/size), may be absent |",
  );
  expect(propertyTable(two, { properties: { size } })).not.toContain("size.mm");
});

test("an object without properties says so", () => {
  expect(propertyTable(spec, {})).toBe("No property is listed.");
});
