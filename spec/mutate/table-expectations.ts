import { isDeepStrictEqual } from "node:util";
import { refName, unionOf } from "@proto-webhooks/scripts/generator";
import type { Reading } from "../generate/published-schemas.ts";
import type { Tables, TypeRow } from "../generate/rows.ts";
import { bytesOf, type Issue, type Vector } from "../generate/vector.ts";
import { vectors } from "../generate/vectors.ts";
import type { Expectation } from "./expectation.ts";
import type { JudgedSpec } from "./judged-spec.ts";
import { type MutableSpec, methods, type OpenApi } from "./mutable-spec.ts";

/** What the conformance vectors say: the examples, and the cases about deliveries. */
export function vectorExpectations(spec: MutableSpec, tables: Tables): Expectation[] {
  const all = vectors({ info: { version: "0.0.0" }, components: { schemas: spec.schemas } }, tables);
  // What is about bytes alone says nothing about schemas.
  const judged = all.filter(({ code }) => code === undefined || code === "invalid_envelope");
  return judged.map((vector) => {
    const payload = JSON.parse(new TextDecoder().decode(bytesOf(vector.body)));
    return { name: vector.name, holds: (spec) => isSaidBy(vector, payload, spec) };
  });
}

/** What the cases say of values of a type. */
export function typeExpectations(rows: readonly TypeRow[]): Expectation[] {
  return rows.map(({ name, type, mode, payload, issue }) => {
    const wanted = issue ? [issue] : [];
    const says = (reading: Reading, issues: Issue[]) => (spec: JudgedSpec) =>
      isDeepStrictEqual(spec.issues(reading, type, payload), issues);
    const tolerant = says("tolerant", mode === "strict" ? [] : wanted);
    const strict = mode === "tolerant" ? () => true : says("strict", wanted);
    return { name: `type: ${name}`, holds: (spec) => tolerant(spec) && strict(spec) };
  });
}

/** What the examples of the Messaging API say: each fits the body that it is listed under. */
export function apiExpectations({ document }: MutableSpec, read: (path: string) => unknown): Expectation[] {
  return contentsOf(document).flatMap(({ schema, examples }) =>
    Object.values(examples ?? {}).flatMap(({ externalValue: path = "" }) => {
      const [name, value] = [refName(schema?.$ref ?? ""), read(path)];
      const fits = (reading: Reading) => (spec: JudgedSpec) => spec.issues(reading, name, value).length === 0;
      const [tolerant, strict] = [fits("tolerant"), fits("strict")];
      return { name: `example: ${path}`, holds: (spec: JudgedSpec) => tolerant(spec) && strict(spec) };
    }),
  );
}

function contentsOf({ paths }: OpenApi) {
  const operations = Object.values(paths).flatMap((item) => methods.flatMap((method) => item[method] ?? []));
  const bodies = operations.flatMap(({ requestBody, responses }) => [
    requestBody,
    ...Object.values(responses),
  ]);
  return bodies.flatMap((body) => Object.values(body?.content ?? {}));
}

function isSaidBy(vector: Vector, payload: { events: { type: string }[] }, spec: JudgedSpec): boolean {
  const issues = vector.issues ?? vector.events?.flatMap((event) => event.issues ?? []) ?? [];
  if (!isDeepStrictEqual(spec.issues("tolerant", "Delivery", payload), sorted(issues))) return false;
  const { strict } = vector;
  if (strict) {
    const found = spec.issues("strict", "Delivery", payload);
    if (strict.ok ? found.length > 0 : found.length === 0) return false;
    if (!strict.ok && strict.issues && !isDeepStrictEqual(found, strict.issues)) return false;
  }
  return (
    vector.events?.every(
      ({ kind }, index) => kind === kindOf(payload.events[index]?.type, kind, spec.spec),
    ) ?? true
  );
}

function kindOf(type = "", wanted: string, { schemas }: MutableSpec): string {
  if (wanted === "invalid") return wanted;
  const listed = unionOf("Event", schemas.Event ?? {})?.members ?? {};
  return Object.hasOwn(listed, type) ? "valid" : "unrecognized";
}

function sorted(issues: readonly Issue[]): Issue[] {
  return issues.toSorted((a, b) => (a.pointer < b.pointer ? -1 : 1));
}
