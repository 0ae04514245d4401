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
import { ownOf, type Place, pathOf, replaced, without } from "./place.ts";

/** A way to change a valid value so that it is not valid any more. */
export interface Mutation {
  /** The kind of the one issue that the validators then report. */
  kind: IssueKind;
  /** Whether only the strict validator reports it, and the tolerant one lets it pass. */
  strictOnly: boolean;
  /** What changes. It is only asked for when this mutation was chosen, of many. */
  change(choice: Choice): Change;
}

/** What a change takes where it may take anything. */
export interface Choice {
  /** A name for an unknown property or type. One that is listed is made another. */
  name: string;
  /** A whole number, from 0. */
  number: number;
}

/** One change of a value. */
export interface Change {
  /** What is replaced. */
  at: Place;
  /** By what, given what was there. */
  to(old: unknown): unknown;
  /** Where the issue is. */
  issueAt: Place;
}

/** Everything that can be changed about a value of a schema: one mutation for each place and kind. */
export function mutationsOf(schema: string, value: unknown): Mutation[] {
  const mutations: Mutation[] = [];
  visit({ ref: schema }, value, undefined, mutations);
  return mutations;
}

/** What came of a change. */
export interface Mutated {
  value: unknown;
  /** What the validators report of it. */
  issue: Pick<Issue, "kind" | "path">;
}

/** Changes a copy of the value. */
export function mutate(value: unknown, { kind, change }: Mutation, choice: Choice): Mutated {
  const { at, to, issueAt } = change(choice);
  return { value: replaced(value, pathOf(at), to), issue: { kind, path: pathOf(issueAt) } };
}

/** @param value undefined for an optional property that is absent: it can still be there, and wrong. */
function visit(shape: Shape, value: unknown, at: Place, found: Mutation[]): void {
  if ("ref" in shape) visit(shapes[shape.ref] as Shape, value, at, found);
  else if ("tag" in shape) visitMember(shape, value, at, found);
  else visitPlain(shape, value, at, found);
}

function visitMember(
  { tag, members, unrecognized }: UnionShape,
  value: unknown,
  at: Place,
  found: Mutation[],
): void {
  wrongType(justObject, at, found);
  if (!isObject(value)) return;
  const member = ownOf(members, String(value[tag]));
  const tagAt = { key: tag, outer: at };
  missing(tag, at, found);
  wrongType(justString, tagAt, found);
  if (member !== undefined) unlisted(Object.keys(members), tagAt, unrecognized !== undefined, found);
  // Its tag was seen to.
  visitProperties(shapes[member ?? unrecognized ?? ""] as PlainShape, value, at, found, tag);
}

function visitPlain(shape: PlainShape, value: unknown, at: Place, found: Mutation[]): void {
  const { types, values, format, items, maxItems, properties } = shape;
  if (types) wrongType(types, at, found, onlyNull(shape));
  if (values && value !== undefined) unlisted(values, at, shape.open === true, found);
  if (format && typeof value === "string") {
    add(found, "wrong_format", true, (choice) => ({
      at,
      to: () => pick(broken[format], choice),
      issueAt: at,
    }));
  }
  if (items && Array.isArray(value)) {
    for (const [key, item] of value.entries()) visit(items, item, { key, outer: at }, found);
    if (maxItems !== undefined) {
      add(found, "too_many_items", false, () => ({
        at,
        to: () => tooMany(value, maxItems, items),
        issueAt: at,
      }));
    }
  }
  if (properties && isObject(value)) visitProperties(shape, value, at, found);
}

function visitProperties(
  { properties = {}, required = [], more }: PlainShape,
  value: Record<string, unknown>,
  at: Place,
  found: Mutation[],
  except?: string,
): void {
  for (const key in properties) {
    if (key === except) continue;
    if (required.includes(key)) missing(key, at, found);
    visit(properties[key] as Shape, ownOf(value, key), { key, outer: at }, found);
  }
  if (!more) unknown(Object.keys(properties), at, found);
}

function missing(key: string, at: Place, found: Mutation[]): void {
  const issueAt = { key, outer: at };
  add(found, "missing_property", false, () => ({ at, to: (object) => without(object, key), issueAt }));
}

function unknown(listed: readonly string[], at: Place, found: Mutation[]): void {
  add(found, "unknown_property", true, (choice) => {
    // A misspelt name in one of two cases: validators guess which was meant.
    const name = choice.number % 2 === 1 ? `${pick(listed, choice)}s` : choice.name;
    const key = unlike(listed, name);
    return { at, to: (object) => ({ ...(object as object), [key]: null }), issueAt: { key, outer: at } };
  });
}

function unlisted(listed: readonly string[], at: Place, strictOnly: boolean, found: Mutation[]): void {
  add(found, "wrong_value", strictOnly, ({ name }) => ({ at, to: () => unlike(listed, name), issueAt: at }));
}

function wrongType(types: readonly JsonType[], at: Place, found: Mutation[], strictOnly = false): void {
  const wrong = wrongFor(types);
  // Nothing is wrong where all types are right.
  if (wrong.length === 0) return;
  add(found, "wrong_type", strictOnly, (choice) => ({
    at,
    to: () => structuredClone(pick(wrong, choice)),
    issueAt: at,
  }));
}

function add(found: Mutation[], kind: IssueKind, strictOnly: boolean, change: Mutation["change"]): void {
  found.push({ kind, strictOnly, change });
}

const justObject: readonly JsonType[] = ["object"];
const justString: readonly JsonType[] = ["string"];

/** A value of each type. */
const samples: readonly unknown[] = [null, true, 1, 1.5, "text", [], {}];
const wrongSamples = new Map<readonly JsonType[], readonly unknown[]>();

/** Values that are of none of the types. */
function wrongFor(types: readonly JsonType[]): readonly unknown[] {
  const known = wrongSamples.get(types);
  if (known) return known;
  const isOf = (type: JsonType, value: unknown) =>
    type === "integer" ? Number.isInteger(value) : type === jsonTypeOf(value);
  const wrong = samples.filter((sample) => !types.some((type) => isOf(type, sample)));
  wrongSamples.set(types, wrong);
  return wrong;
}

/** Strings that are not of a format. */
const broken: Readonly<Record<Format, readonly string[]>> = { uri: ["www.example.com", "not a URI", ""] };

const smallest = makeValues(plainStyle);

/** Of one more item than the limit. */
function tooMany(list: readonly unknown[], limit: number, items: Shape): unknown[] {
  const [more = smallest(items)(() => 0)] = list;
  return Array.from({ length: limit + 1 }, (_, index) => (index < list.length ? list[index] : more));
}

/** The name, or one like it that is not listed. */
function unlike(listed: readonly string[], name: string): string {
  return listed.includes(name) ? unlike(listed, `${name}_`) : name;
}

function pick<T>(items: readonly T[], { number }: Choice): T {
  return items[number % items.length] as T;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return jsonTypeOf(value) === "object";
}
