import { shapes } from "../gen/shapes.ts";
import type { Format, JsonType, PlainShape, Shape } from "../shape.ts";
import type { Make } from "./like-example.ts";
import { below, pick, type Random } from "./seeded-random.ts";

/** What a string is to be. */
export interface Leaf {
  /** The property that holds it, alone or in a list; empty for one that no property holds. */
  name: string;
  format?: Format | undefined;
  /** The spec's example. */
  example?: string | undefined;
}

/** What values are made like, where the spec leaves a choice. */
export interface Style {
  string(leaf: Leaf): Make<string>;
  /** How many items a list has at least, unless its limit is lower. */
  fewest: number;
  /** How many items a list has at most, unless its limit is lower. */
  most: number;
}

/**
 * Makes values of a shape, each one valid, also strictly. What can be decided before a value is asked for is decided once.
 *
 * With a `random` of nothing but zeros they are as small as a valid value gets in this style.
 */
export function makeValues(style: Style): (shape: Shape) => Make {
  const made = new Map<string, Make>();
  const named = (schema: string): Make => {
    const make = made.get(schema) ?? makeOf(shapes[schema] as Shape, "");
    made.set(schema, make);
    return make;
  };
  const makeOf = (shape: Shape, name: string): Make => {
    if ("ref" in shape) return named(shape.ref);
    if ("tag" in shape) return oneOf(Object.values(shape.members).map(named));
    if (shape.values) return picked(shape.values);
    if (!shape.types) return shape.examples ? picked(shape.examples) : () => null;
    return oneOf(shape.types.map((type) => makeTyped(shape, type, name)));
  };
  const makeTyped = (shape: PlainShape, type: JsonType, name: string): Make => {
    switch (type) {
      case "null":
        return () => null;
      case "boolean":
        return (random) => random() >= 0.5;
      case "integer":
        return (random) => below(100, random);
      case "number":
        return (random) => below(10_000, random) / 100;
      case "string":
        return style.string({ name, format: shape.format, example: shape.examples?.find(isString) });
      case "array":
        return listOf(makeOf(shape.items ?? {}, name), style, shape.maxItems);
      case "object":
        return objectOf(shape, makeOf);
    }
  };
  return (shape) => makeOf(shape, "");
}

function isString(value: unknown): value is string {
  return typeof value === "string";
}

function picked(values: readonly unknown[]): Make {
  return (random) => copyOf(pick(values, random));
}

/** What is no object needs no copy, and most is none. */
function copyOf(value: unknown): unknown {
  return typeof value === "object" && value !== null ? structuredClone(value) : value;
}

function oneOf(makes: readonly Make[]): Make {
  const [first, ...others] = makes;
  return first && others.length === 0 ? first : (random) => pick(makes, random)(random);
}

function listOf(item: Make, { fewest, most }: Style, limit = Number.POSITIVE_INFINITY): Make {
  const least = Math.min(fewest, limit);
  const usual = Math.min(most, limit);
  return (random) => {
    // Once in a while as full as it gets, as that is where limits are.
    const full = limit < Number.POSITIVE_INFINITY && random() >= 0.95;
    const length = full ? limit : least + below(usual - least + 1, random);
    const list = new Array(length);
    for (let i = 0; i < length; i++) list[i] = item(random);
    return list;
  };
}

function objectOf(
  { properties = {}, required = [] }: PlainShape,
  makeOf: (shape: Shape, name: string) => Make,
): Make {
  const parts = Object.entries(properties).map(([key, shape]) => ({
    key,
    make: makeOf(shape, key),
    required: required.includes(key),
  }));
  return (random: Random) => {
    const object: Record<string, unknown> = {};
    for (const { key, make, required } of parts) if (required || random() >= 0.5) object[key] = make(random);
    return object;
  };
}
