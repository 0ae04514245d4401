import type { Change, Operator, Surroundings } from "./change.ts";
import type { MutableSchema } from "./mutable-spec.ts";
import type { Mutant } from "./mutant.ts";
import { additionalProperties, properties, required } from "./object-operators.ts";
import type { SourceSpec } from "./source-spec.ts";
import { members, reference, unrecognized } from "./union-operators.ts";
import { constant, enumeration, list, text, type } from "./value-operators.ts";

/** All of them. Not mutated is what only tells something: titles, descriptions, examples, `x-provenance` judge nothing. */
const operators: readonly Operator[] = [
  required,
  properties,
  additionalProperties,
  type,
  constant,
  enumeration,
  text,
  list,
  reference,
  members,
  unrecognized,
];

/** A change of a part of a schema, and where it stands in the file. */
interface PlacedChange {
  /** The property that it is in, as a path: `.cards.items`; empty for the schema itself. */
  place: string;
  keys: (string | number)[];
  change: Change;
  /** The whole schema with the change. */
  whole: MutableSchema;
}

/** Each change of each keyword of each schema, one a mutant. */
export function mutantsOfSchemas({ spec, lines }: SourceSpec): Mutant[] {
  const named = (name: string): MutableSchema => spec.schemas[name] ?? {};
  return Object.entries(spec.schemas).flatMap(([name, schema]) => {
    const file = `schemas/${name}.yaml`;
    return changesOf(schema, { named }).map(({ place, keys, change, whole }) => ({
      id: `${name}${place}: ${change.keyword} ${change.what}`,
      kind: kindOf(change),
      part: name,
      file,
      line: lines[file]?.(keys) ?? 1,
      spec: { ...spec, schemas: { ...spec.schemas, [name]: whole } },
    }));
  });
}

/** Without the name that a change is about: `required name dropped` is a kind of `required dropped`. */
function kindOf({ keyword, what }: Change): string {
  const named = ["required", "properties", "oneOf", "enum"].includes(keyword);
  return `${keyword} ${named ? what.replace(/^.* /, "") : what}`;
}

function changesOf(schema: MutableSchema, surroundings: Surroundings): PlacedChange[] {
  const own = operators.flatMap((operator) => operator(schema, surroundings));
  const inside = partsOf(schema).flatMap(({ keys, part, put }) =>
    changesOf(part, surroundings).map((found) => ({
      ...found,
      place: `.${keys.at(-1)}${found.place}`,
      keys: [...keys, ...found.keys],
      whole: put(found.whole),
    })),
  );
  return [
    ...own.map((change) => ({ place: "", keys: keysOf(change), change, whole: change.to })),
    // That items are anything is said by the list itself: `items removed`.
    ...inside.filter(({ whole }) => JSON.stringify(whole.items) !== "{}"),
  ];
}

/** The schemas inside a schema, and how each is replaced. */
function partsOf(
  schema: MutableSchema,
): { keys: string[]; part: MutableSchema; put: (to: MutableSchema) => MutableSchema }[] {
  const { properties = {}, items, "x-unrecognized": open } = schema;
  return [
    ...Object.entries(properties).map(([name, part]) => ({
      keys: ["properties", name],
      part,
      put: (to: MutableSchema) => ({ ...schema, properties: { ...properties, [name]: to } }),
    })),
    ...(items
      ? [{ keys: ["items"], part: items, put: (to: MutableSchema) => ({ ...schema, items: to }) }]
      : []),
    // Of a union it is a reference to a schema of its own: what is no reference there is a mistake that `generate` tells.
    ...(open && !schema.oneOf
      ? [
          {
            keys: ["x-unrecognized"],
            part: open,
            put: (to: MutableSchema) => ({ ...schema, "x-unrecognized": to }),
          },
        ]
      : []),
  ];
}

/** The keys that lead to what was changed, as far as it is there. */
function keysOf({ keyword, what }: Change): string[] {
  const [name = ""] = what.split(" ");
  return keyword === "properties" ? [keyword, name] : [keyword];
}
