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

/**
 * Any value of a schema. It shrinks to the smallest: the first member of a union and the first value of an enum, empty
 * lists and strings, and nothing that is optional.
 */
export function arbitraryOf<T>(schema: string, { tolerant = false }: ArbitraryOptions = {}): Arbitrary<T> {
  return (tolerant ? inTolerant : inStrict)(schema) as Arbitrary<T>;
}

const inStrict = arbitraries(false);
const inTolerant = arbitraries(true);

/** How many items a list has that has no limit, or a far one: a delivery stays of a size that can be read. */
const usualItems = 3;

/** Any JSON value. By way of its text, as that has no -0. */
const anyJson: Arbitrary<unknown> = json({ maxDepth: 2 }).map((text) => JSON.parse(text));
const anyText = string({ unit: "grapheme" });
const anyUri = webUrl({ withQueryParameters: true, withFragments: true });

function arbitraries(tolerant: boolean): (schema: string) => Arbitrary<unknown> {
  const made = new Map<string, Arbitrary<unknown>>();
  const named = (schema: string): Arbitrary<unknown> => {
    const arbitrary = made.get(schema) ?? anyOf(shapes[schema] as Shape);
    made.set(schema, arbitrary);
    return arbitrary;
  };
  const anyOf = (shape: Shape): Arbitrary<unknown> => {
    if ("ref" in shape) return named(shape.ref);
    if ("tag" in shape) return anyMember(shape);
    if (shape.values)
      return firstSmallest([constantFrom(...shape.values), ...(tolerant && shape.open ? [anyText] : [])]);
    // A receiver looks at nothing that only another member of the union may have.
    if (!shape.types || (tolerant && onlyNull(shape))) return anyJson;
    const typed = shape.types.filter((type) => type !== "null").map((type) => anyTyped(shape, type));
    if (typed.length === 0) return constant(null);
    return shape.types.includes("null") ? option(firstSmallest(typed), { freq: 2 }) : firstSmallest(typed);
  };
  const anyMember = ({ tag, members, unrecognized }: UnionShape): Arbitrary<unknown> => {
    const listed = Object.values(members).map(named);
    if (!tolerant || unrecognized === undefined) return firstSmallest(listed);
    const shape = shapes[unrecognized] as PlainShape;
    const unlisted = anyText.filter((text) => !Object.hasOwn(members, text));
    return firstSmallest([...listed, anyObject(shape, { [tag]: unlisted })]);
  };
  const anyTyped = (shape: PlainShape, type: Exclude<JsonType, "null">): Arbitrary<unknown> => {
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
        return tolerant ? oneof(anyText, anyUri) : anyUri;
      case "array":
        return anyList(anyOf(shape.items ?? {}), shape.maxItems);
      case "object":
        return anyObject(shape, {});
    }
  };
  /** @param instead replaces what the shape says of a property. */
  const anyObject = (shape: PlainShape, instead: Record<string, Arbitrary<unknown>>): Arbitrary<unknown> => {
    const { properties = {}, required = [] } = shape;
    const parts: Record<string, Arbitrary<unknown>> = Object.fromEntries(
      Object.entries(properties).map(([key, part]) => [key, instead[key] ?? anyOf(part)]),
    );
    const known: Arbitrary<object> = record(parts, { requiredKeys: required, noNullPrototype: true });
    if (!tolerant && shape.properties && !shape.more) return known;
    return tuple(known, anyMore(Object.keys(properties))).map(([object, more]) => ({ ...object, ...more }));
  };
  return named;
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
