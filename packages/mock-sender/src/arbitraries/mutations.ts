import type { Issue, IssueKind } from "@proto-webhooks/validators/strict";
import { shapes } from "../gen/shapes.ts";
import { plainStyle } from "../random/create-random.ts";
import { makeValues } from "../random/make-values.ts";
import {
  type Format,
  type JsonType,
  jsonTypeOf,
  onlyNull,
  type PlainShape,
  type Shape,
  type UnionShape,
} from "../shape.ts";

/** One change of a valid value, after which it is not valid any more. */
export interface Mutation {
  /** What the validators then say: this, and no more. */
  issue: Pick<Issue, "kind" | "path">;
  /** Whether only the strict validator says it, and the tolerant one lets it pass. */
  strictOnly: boolean;
  /** The changed value. What was given stays as it is. */
  mutated(): unknown;
}

/** What a change takes where it may take anything. */
export interface Choice {
  /** A name for an unknown property or type. One that is listed is made another. */
  name: string;
  /** A whole number, from 0. */
  number: number;
}

type Path = Issue["path"];
/** Adds a mutation: what stands at `at` becomes what `change` makes of it. */
type Add = (
  kind: IssueKind,
  path: Path,
  strictOnly: boolean,
  at: Path,
  change: (old: unknown) => unknown,
) => void;

/** Everything that can be changed about a value of a schema, one mutation for each place and kind. */
export function mutationsOf(schema: string, value: unknown, choice: Choice): Mutation[] {
  const mutations: Mutation[] = [];
  const add: Add = (kind, path, strictOnly, at, change) =>
    mutations.push({ issue: { kind, path }, strictOnly, mutated: () => changed(value, at, change) });
  visit({ ref: schema }, value, [], choice, add);
  return mutations;
}

/** @param value undefined for an optional property that is absent: it can still be there, and wrong. */
function visit(shape: Shape, value: unknown, path: Path, choice: Choice, add: Add): void {
  if ("ref" in shape) visit(shapes[shape.ref] as Shape, value, path, choice, add);
  else if ("tag" in shape) visitMember(shape, value, path, choice, add);
  else visitPlain(shape, value, path, choice, add);
}

function visitMember(union: UnionShape, value: unknown, path: Path, choice: Choice, add: Add): void {
  const { tag, members, unrecognized } = union;
  addWrongType(["object"], path, choice, add);
  if (!isObject(value)) return;
  const at = [...path, tag];
  const member = ownOf(members, String(value[tag]));
  add("missing_property", at, false, path, (object) => without(object, tag));
  addWrongType(["string"], at, choice, add);
  if (member !== undefined) {
    const unlisted = unlistedName(choice.name, (name) => Object.hasOwn(members, name));
    add("wrong_value", at, unrecognized !== undefined, at, () => unlisted);
  }
  const shape = shapes[member ?? unrecognized ?? ""] as PlainShape;
  visitProperties(shape, value, path, choice, add, tag);
}

function visitPlain(shape: PlainShape, value: unknown, path: Path, choice: Choice, add: Add): void {
  const { types, values, format, items, maxItems, properties } = shape;
  if (types) addWrongType(types, path, choice, add, onlyNull(shape));
  if (values && value !== undefined) {
    const unlisted = unlistedName(choice.name, (name) => values.includes(name));
    add("wrong_value", path, shape.open === true, path, () => unlisted);
  }
  if (format && typeof value === "string")
    add("wrong_format", path, true, path, () => pick(broken[format], choice));
  if (items && Array.isArray(value)) {
    for (const [index, item] of value.entries()) visit(items, item, [...path, index], choice, add);
    if (maxItems !== undefined)
      add("too_many_items", path, false, path, () => tooMany(value, maxItems, items));
  }
  if (properties && isObject(value)) visitProperties(shape, value, path, choice, add);
}

/** @param tag the property that tells the members of a union apart: it was visited with the union. */
function visitProperties(
  { properties = {}, required = [], more }: PlainShape,
  value: Record<string, unknown>,
  path: Path,
  choice: Choice,
  add: Add,
  tag?: string,
): void {
  for (const [key, shape] of Object.entries(properties)) {
    if (key === tag) continue;
    const at = [...path, key];
    if (required.includes(key)) add("missing_property", at, false, path, (object) => without(object, key));
    visit(shape, ownOf(value, key), at, choice, add);
  }
  if (more) return;
  const listed = Object.keys(properties);
  // A misspelt name in one of two cases: validators guess which was meant.
  const name = choice.number % 2 === 1 ? `${pick(listed, choice)}s` : choice.name;
  const unlisted = unlistedName(
    name,
    (candidate) => Object.hasOwn(value, candidate) || listed.includes(candidate),
  );
  add("unknown_property", [...path, unlisted], true, path, (object) => ({
    ...(object as object),
    [unlisted]: null,
  }));
}

/** A value of each type. */
const samples: readonly unknown[] = [null, true, 1, 1.5, "text", [], {}];

function addWrongType(
  types: readonly JsonType[],
  path: Path,
  choice: Choice,
  add: Add,
  strictOnly = false,
): void {
  const wrong = samples.filter((sample) => !types.some((type) => isOf(type, sample)));
  // Nothing is wrong where all types are right.
  if (wrong.length > 0) add("wrong_type", path, strictOnly, path, () => structuredClone(pick(wrong, choice)));
}

function isOf(type: JsonType, value: unknown): boolean {
  return type === "integer" ? Number.isInteger(value) : type === jsonTypeOf(value);
}

/** Strings that are not of a format. */
const broken: Readonly<Record<Format, readonly string[]>> = { uri: ["www.example.com", "not a URI", ""] };

const smallest = makeValues(plainStyle);

/** Of one more item than the limit. */
function tooMany(list: readonly unknown[], limit: number, items: Shape): unknown[] {
  const [more = smallest(items)(() => 0)] = list;
  return Array.from({ length: limit + 1 }, (_, index) => (index < list.length ? list[index] : more));
}

function unlistedName(name: string, isListed: (name: string) => boolean): string {
  return isListed(name) ? unlistedName(`${name}_`, isListed) : name;
}

function pick<T>(items: readonly T[], { number }: Choice): T {
  return items[number % items.length] as T;
}

/** A copy in which only what leads to the change is new. */
function changed(value: unknown, [key, ...rest]: Path, change: (old: unknown) => unknown): unknown {
  if (key === undefined) return change(value);
  const inner = changed(ownOf(value as Record<string, unknown>, key), rest, change);
  if (!Array.isArray(value)) return { ...(value as object), [key]: inner };
  return value.with(Number(key), inner);
}

function without(object: unknown, key: string): unknown {
  const { [key]: _, ...rest } = object as Record<string, unknown>;
  return rest;
}

function ownOf<T>(object: Record<string, T>, key: string | number): T | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return jsonTypeOf(value) === "object";
}
