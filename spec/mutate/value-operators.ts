import { type Change, misspelt, type Operator, without } from "./change.ts";

/** What somebody would most easily allow beside a type. */
const neighbours: Record<string, string> = {
  string: "number",
  number: "boolean",
  boolean: "string",
  object: "array",
  array: "object",
  null: "string",
};

/** Widened by null, by the neighbour, by all; narrowed by each of several. A constant says all by itself. */
export const type: Operator = (schema) => {
  if (schema.type === undefined || schema.const !== undefined) return [];
  const types = [schema.type].flat();
  const neighbour = types.map((one) => neighbours[one] ?? "string").find((one) => !types.includes(one));
  const to = (list: string[]) => ({ ...schema, type: list.length === 1 ? (list[0] ?? "") : list });
  const widened = ["null", neighbour ?? "boolean"].filter((one) => !types.includes(one));
  return [
    { keyword: "type", what: "removed", to: without(schema, "type") },
    ...widened.map((one) => ({ keyword: "type", what: `${one} added`, to: to([...types, one]) })),
    ...(types.length === 1 ? [] : types).map((one) => ({
      keyword: "type",
      what: `${one} dropped`,
      to: to(types.filter((other) => other !== one)),
    })),
  ];
};

export const constant: Operator = (schema) =>
  schema.const === undefined
    ? []
    : [
        { keyword: "const", what: "removed", to: without(schema, "const") },
        { keyword: "const", what: "changed", to: { ...schema, const: misspelt(schema.const) } },
      ];

/** Each value is dropped, or allowed in another spelling too; all values are allowed. */
export const enumeration: Operator = (schema) => {
  const values = schema.enum;
  if (!values) return [];
  return [
    { keyword: "enum", what: "removed", to: without(schema, "enum") },
    ...values.flatMap((value) => [
      {
        keyword: "enum",
        what: `${value} dropped`,
        to: { ...schema, enum: values.filter((other) => other !== value) },
      },
      {
        keyword: "enum",
        what: `${value.toUpperCase()} added`,
        to: { ...schema, enum: [...values, value.toUpperCase()] },
      },
    ]),
  ];
};

/** A text is no URI any longer, or has to be one; it must not be empty any longer. */
export const text: Operator = (schema) => {
  if (![schema.type].flat().includes("string") || schema.const !== undefined || schema.enum) return [];
  const format =
    schema.format === undefined
      ? { what: "added", to: { ...schema, format: "uri" } }
      : { what: "removed", to: without(schema, "format") };
  return [
    { keyword: "format", ...format },
    { keyword: "minLength", what: "added", to: { ...schema, minLength: 1 } },
  ];
};

/** A limit is one higher, one lower, gone, or new. */
export const list: Operator = (schema) => {
  if (![schema.type].flat().includes("array")) return [];
  const { maxItems } = schema;
  const most = (what: string, to: number): Change => ({
    keyword: "maxItems",
    what,
    to: { ...schema, maxItems: to },
  });
  return [
    { keyword: "items", what: "removed", to: without(schema, "items") },
    { keyword: "minItems", what: "added", to: { ...schema, minItems: 1 } },
    ...(maxItems === undefined
      ? [most("added", 1)]
      : [
          most("raised", maxItems + 1),
          most("lowered", maxItems - 1),
          { keyword: "maxItems", what: "removed", to: without(schema, "maxItems") },
        ]),
  ];
};
