import { refName } from "@proto-webhooks/scripts/generator";
import type { Operator } from "./change.ts";
import { misspelt, without } from "./change.ts";

/** What is referred to may be anything, or null too. */
export const reference: Operator = (schema, { named }) => {
  const { $ref } = schema;
  if ($ref === undefined) return [];
  const nullable = [named(refName($ref)).type].flat().includes("null");
  // Not a union with null: that would tell of each mistake twice, and be noticed by that alone.
  const orNull = { if: { type: "null" }, else: { $ref } };
  return [
    { keyword: "$ref", what: "removed", to: {} },
    ...(nullable ? [] : [{ keyword: "$ref", what: "null added", to: orNull }]),
  ];
};

/** A union loses a member, takes one for another, or is told apart by another property. */
export const members: Operator = (schema) => {
  const { oneOf, discriminator } = schema;
  if (!oneOf || !discriminator) return [];
  const { propertyName, mapping } = discriminator;
  const types = Object.keys(mapping);
  const dropped = types.length > 1 ? types : [];
  const [one = "", other = ""] = types;
  const swapped = { [one]: mapping[other] ?? "", [other]: mapping[one] ?? "" };
  return [
    ...dropped.map((type) => ({
      keyword: "oneOf",
      what: `${type} dropped`,
      to: {
        ...schema,
        oneOf: oneOf.filter(({ $ref }) => $ref !== mapping[type]),
        discriminator: { propertyName, mapping: without(mapping, type) },
      },
    })),
    ...(types.length > 1
      ? [
          {
            keyword: "discriminator",
            what: "swapped",
            to: { ...schema, discriminator: { propertyName, mapping: { ...mapping, ...swapped } } },
          },
        ]
      : []),
    {
      keyword: "discriminator",
      what: "property renamed",
      to: { ...schema, discriminator: { propertyName: misspelt(propertyName), mapping } },
    },
  ];
};

/** What is open is closed, what is closed is opened. */
export const unrecognized: Operator = (schema) => {
  if (schema["x-unrecognized"]) {
    return [{ keyword: "x-unrecognized", what: "removed", to: without(schema, "x-unrecognized") }];
  }
  const open = schema.oneOf
    ? { $ref: "#/components/schemas/UnrecognizedMessage" }
    : schema.enum && { type: "string" };
  return open
    ? [{ keyword: "x-unrecognized", what: "added", to: { ...schema, "x-unrecognized": open } }]
    : [];
};
