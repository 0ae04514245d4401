import {
  type Arbitrary,
  array,
  boolean,
  constant,
  constantFrom,
  dictionary,
  double,
  integer,
  json,
  oneof,
  option,
  record,
  string,
  tuple,
  webUrl,
} from "fast-check";
import { shapes } from "../gen/shapes.ts";
import { type JsonType, onlyNull, type PlainShape, type Shape, type UnionShape } from "../shape.ts";

/** Which values an arbitrary gives. */
export interface ArbitraryOptions {
  /**
   * Also what only a receiver lets pass: unknown properties, types and kinds that the spec does not list, strings that
   * are not of their format. Default false: what is given fits the spec strictly.
   */
  tolerant?: boolean;
}

/** What each part of a value asks for. */
interface Context {
  tolerant: boolean;
  /** The arbitrary of a schema; it is made once. */
  named(schema: string): Arbitrary<unknown>;
}

/**
 * Any value of a schema. It shrinks to the smallest: the first member of a union and the first value of an enum, empty
 * lists and strings, and nothing that is optional.
 */
export function arbitraryOf<T>(schema: string, { tolerant = false }: ArbitraryOptions = {}): Arbitrary<T> {
  return (tolerant ? inTolerant : inStrict).named(schema) as Arbitrary<T>;
}

const inStrict = contextOf(false);
const inTolerant = contextOf(true);

function contextOf(tolerant: boolean): Context {
  const made = new Map<string, Arbitrary<unknown>>();
  const context: Context = {
    tolerant,
    named(schema) {
      const arbitrary = made.get(schema) ?? anyOf(shapes[schema] as Shape, context);
      made.set(schema, arbitrary);
      return arbitrary;
    },
  };
  return context;
}

/** How many items a list has that has no limit, or a far one: a delivery stays of a size that can be read. */
const usualItems = 3;

/** Any JSON value. By way of its text, as that has no -0. */
const anyJson: Arbitrary<unknown> = json({ maxDepth: 2 }).map((text) => JSON.parse(text));
const anyText = string({ unit: "grapheme" });
const anyUri = webUrl({ withQueryParameters: true, withFragments: true });

function anyOf(shape: Shape, context: Context): Arbitrary<unknown> {
  if ("ref" in shape) return context.named(shape.ref);
  if ("tag" in shape) return anyMember(shape, context);
  const { types, values, open } = shape;
  if (values) {
    const listed = constantFrom(...values);
    return context.tolerant && open ? firstSmallest([listed, anyText]) : listed;
  }
  // A receiver looks at nothing that only another member of the union may have.
  if (!types || (context.tolerant && onlyNull(shape))) return anyJson;
  const typed = types.filter((type) => type !== "null").map((type) => anyTyped(shape, type, context));
  if (typed.length === 0) return constant(null);
  return types.includes("null") ? option(firstSmallest(typed), { freq: 2 }) : firstSmallest(typed);
}

function anyMember({ tag, members, unrecognized }: UnionShape, context: Context): Arbitrary<unknown> {
  const listed = Object.values(members).map(context.named);
  if (!context.tolerant || unrecognized === undefined) return firstSmallest(listed);
  const unlisted = anyText.filter((text) => !Object.hasOwn(members, text));
  return firstSmallest([
    ...listed,
    anyObject(shapes[unrecognized] as PlainShape, context, { [tag]: unlisted }),
  ]);
}

function anyTyped(shape: PlainShape, type: Exclude<JsonType, "null">, context: Context): Arbitrary<unknown> {
  switch (type) {
    case "boolean":
      return boolean();
    case "integer":
      return integer();
    case "number":
      // -0 is the one number that JSON does not bring back.
      return double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0);
    case "string":
      if (shape.format === undefined) return anyText;
      return context.tolerant ? oneof(anyText, anyUri) : anyUri;
    case "array":
      return anyList(anyOf(shape.items ?? {}, context), shape.maxItems);
    case "object":
      return anyObject(shape, context);
  }
}

/** @param instead what some properties are, whatever the shape says of them. */
function anyObject(
  { properties, required = [], more }: PlainShape,
  context: Context,
  instead: Record<string, Arbitrary<unknown>> = {},
): Arbitrary<unknown> {
  const parts: Record<string, Arbitrary<unknown>> = {};
  for (const [key, part] of Object.entries(properties ?? {}))
    parts[key] = instead[key] ?? anyOf(part, context);
  const known: Arbitrary<object> = record(parts, { requiredKeys: required, noNullPrototype: true });
  if (properties && !more && !context.tolerant) return known;
  return tuple(known, anyMore(Object.keys(parts))).map(([object, others]) => ({ ...object, ...others }));
}

/** Properties that a schema does not list; none, most of the time. */
function anyMore(listed: readonly string[]): Arbitrary<object> {
  const unlisted = string().filter((key) => !listed.includes(key));
  const some = dictionary(unlisted, anyJson, { minKeys: 1, maxKeys: 2, noNullPrototype: true });
  return oneof(
    { withCrossShrink: true },
    { weight: 3, arbitrary: constant({}) },
    { weight: 1, arbitrary: some },
  );
}

/** Now and then as full as it gets, as that is where limits are. */
function anyList(item: Arbitrary<unknown>, limit: number | undefined): Arbitrary<unknown[]> {
  const usual = array(item, { maxLength: Math.min(usualItems, limit ?? usualItems) });
  if (limit === undefined) return usual;
  const full = array(item, { minLength: limit, maxLength: limit });
  return oneof({ withCrossShrink: true }, { weight: 9, arbitrary: usual }, { weight: 1, arbitrary: full });
}

/** One of them, which shrinks to the first. */
function firstSmallest(arbitraries: readonly Arbitrary<unknown>[]): Arbitrary<unknown> {
  const [first, ...others] = arbitraries;
  return first && others.length === 0 ? first : oneof({ withCrossShrink: true }, ...arbitraries);
}
