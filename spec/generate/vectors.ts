import { type Spec, unionOf } from "@proto-webhooks/scripts/generator";
import { batches } from "./batches.ts";
import { respell } from "./respell.ts";
import type { BodyRow, InvalidRow, Tables, ToleratedRow } from "./rows.ts";
import { sentVectors } from "./sent-vectors.ts";
import {
  acceptedVector,
  type Body,
  bytesOf,
  type EventVerdict,
  type StrictVerdict,
  type Vector,
} from "./vector.ts";

/**
 * The conformance vectors: what the examples and the tables of `cases/` say, as bytes and what becomes of them. They say it;
 * no validator is asked. The order is that of the tables, and the same tables give the same vectors.
 *
 * @throws with the name of a row that contradicts itself.
 */
export function vectors(spec: Spec, tables: Tables): Vector[] {
  const { schemas } = spec.components;
  const listed = Object.keys(unionOf("Event", schemas.Event ?? {})?.members ?? {});
  const kindsOf = (payload: unknown) => eventsOf(payload).map((event) => kindByType(event, listed));
  const examples = Object.entries(tables.examples);
  const all = [
    ...examples.map(([name, payload]) => exampleVector(name, payload, kindsOf(payload))),
    ...examples.map(([name, payload]) => respelledVector(name, payload, kindsOf(payload))),
    ...tables.invalid.map((row) => invalidVector(row, kindsOf(row.payload))),
    ...tables.tolerated.map(toleratedVector),
    ...batches(tables),
    ...tables.bodies.map(bodyVector),
    ...sentVectors(tables.http),
  ];
  return withoutRepetitions(all);
}

/** As JSON Lines, in ASCII: no reader can take a character for the end of a line, or for another one. */
export function jsonLines(all: readonly Vector[]): string {
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return all.map((vector) => `${JSON.stringify(vector).replace(/[\u007f-\uffff]/g, escaped)}\n`).join("");
}

/** The events of a delivery; none when it is no delivery. */
export function eventsOf(payload: unknown): unknown[] {
  const { events } = Object(payload);
  return Array.isArray(events) ? events : [];
}

/** The kind of an event that is not invalid. */
function kindByType(event: unknown, listed: readonly string[]): EventVerdict["kind"] {
  return listed.includes(Object(event).type) ? "valid" : "unrecognized";
}

function exampleVector(name: string, payload: unknown, kinds: EventVerdict["kind"][]): Vector {
  return acceptedVector({
    name: `example: ${name}`,
    why: `What Proto sends, see examples/${name}.json.`,
    body: { text: `${JSON.stringify(payload, null, 2)}\n` },
    events: eventsOf(payload),
    kinds,
    strict: { ok: true },
  });
}

function respelledVector(name: string, payload: unknown, kinds: EventVerdict["kind"][]): Vector {
  return acceptedVector({
    name: `respelled: ${name}`,
    why: "Order of members, white space and escapes make no difference: the fingerprints are those of the example.",
    body: { text: respell(payload) },
    events: eventsOf(payload),
    kinds,
    strict: { ok: true },
  });
}

function toleratedVector({ name, why, payload, unrecognized }: ToleratedRow): Vector {
  const events = eventsOf(payload);
  return acceptedVector({
    name: `tolerated: ${name}`,
    why,
    body: { text: JSON.stringify(payload) },
    events,
    kinds: events.map((_, index) => (unrecognized.includes(`/events/${index}`) ? "unrecognized" : "valid")),
  });
}

function invalidVector(row: InvalidRow, kinds: EventVerdict["kind"][]): Vector {
  const { why, payload, issue, mode } = row;
  const name = `invalid: ${row.name}`;
  const body = { text: JSON.stringify(payload) };
  const strict: StrictVerdict = mode === "tolerant" ? { ok: false } : { ok: false, issues: [issue] };
  const events = eventsOf(payload);
  if (mode === "strict") return acceptedVector({ name, why, body, events, kinds, strict });
  const index = /^\/events\/(\d+)/.exec(issue.pointer)?.[1];
  if (index === undefined) {
    return { name, why, body, verdict: "refused", code: "invalid_envelope", issues: [issue], strict };
  }
  const judged = kinds.with(Number(index), "invalid");
  return acceptedVector({ name, why, body, events, kinds: judged, issues: [issue], strict });
}

function bodyVector({ name: title, why, body, want }: BodyRow): Vector {
  const name = `body: ${title}`;
  if ("refused" in want) {
    return {
      name,
      why,
      body,
      verdict: "refused",
      code: want.refused,
      ...(want.issues && { issues: want.issues }),
    };
  }
  return acceptedVector({
    name,
    why,
    body,
    events: eventsOf(parsed(body, name)),
    kinds: want.events.map(({ kind }) => kind),
    issues: want.events.flatMap(({ issues = [] }) => issues),
    byLetter: Object.fromEntries(
      want.events.flatMap(({ byLetter }, index) => (byLetter === undefined ? [] : [[index, byLetter]])),
    ),
  });
}

function parsed(body: Body, name: string): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytesOf(body)));
  } catch (cause) {
    throw new Error(`${name}: its body is not JSON. Say so with \`refused\`.`, { cause });
  }
}

/** The first of those with the same bytes. */
function withoutRepetitions(all: readonly Vector[]): Vector[] {
  const byBody = new Map<string, Vector>();
  for (const vector of all) {
    const body = JSON.stringify(vector.body);
    if (!byBody.has(body)) byBody.set(body, vector);
  }
  return [...byBody.values()];
}
