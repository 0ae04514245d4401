import { at, type Part } from "./add-example.ts";
import { append } from "./append.ts";
import type { Kind } from "./kind.ts";
import type { Made, Schema } from "./make-schemas.ts";
import type { TypeName } from "./name-type.ts";
import type { SpecFiles } from "./open-spec.ts";

interface Row {
  name: string;
  why: string;
  mode?: "strict";
  payload: unknown;
  issue?: { pointer: string; kind: string };
  unrecognized?: string[];
}

/** Puts a case of each mistake that can be made in a new type into the spec, and one of something to be tolerated. */
export function addCases(spec: SpecFiles, kind: Kind, name: TypeName, payload: unknown, made: Made): void {
  const what = `${name.type} ${kind.union.toLowerCase()}`;
  const rows = [
    ...mistakesIn(what, payload, kind.place, made.schema),
    ...(made.data ? mistakesIn(`data of ${what}`, payload, [...kind.place, "data"], made.data) : []),
  ];
  append(spec, "cases/invalid-deliveries.json", rows);
  const tolerated = changed(payload, kind.place, (part) => Object.assign(part, { notListed: true }));
  const why = "A receiver lets additional properties pass.";
  append(spec, "cases/tolerated-deliveries.json", [
    { name: `additional property in ${what}`, why, payload: tolerated, unrecognized: [] },
  ]);
}

/** One thing that is wrong with a value, at one of its properties. */
interface Mistake {
  name: string;
  why: string;
  kind: string;
  key: string;
  /** What the property is then; undefined: it is not there. */
  value?: unknown;
  /** Only the strict reading finds it. */
  strict?: boolean;
}

function mistakesIn(what: string, payload: unknown, place: Kind["place"], schema: Schema): Row[] {
  const properties = Object.entries(schema.properties ?? {});
  const mistakes: Mistake[] = properties.flatMap(([key, property]) =>
    // That the type is missing or wrong is found by the union, of which there are cases already.
    key === "type" ? [] : mistakesAt(what, key, property, schema.required?.includes(key) ?? false),
  );
  const why = "A mock or a fixture has the properties that are listed, and no others.";
  const unknown = { name: `unknown property in ${what}`, why, kind: "unknown_property", key: "notListed" };
  return [...mistakes, { ...unknown, value: true, strict: true }].map((mistake) => {
    const { name, kind, key, value, strict } = mistake;
    return {
      name,
      why: mistake.why,
      ...(strict && { mode: "strict" as const }),
      payload: changed(payload, place, (part) => {
        if (value === undefined) delete part[key];
        else part[key] = value;
      }),
      issue: { pointer: ["", ...place, key].join("/"), kind },
    };
  });
}

function mistakesAt(what: string, key: string, { type }: Schema, isRequired: boolean): Mistake[] {
  const ofOthers = type === "null";
  const missing = { name: `${what} without ${key}`, why: `Each ${what} has this property.`, key };
  const wrong = {
    name: `${what} whose ${key} is a number`,
    why: ofOthers ? "The property belongs to another type." : "A number is of another type.",
    key,
  };
  return [
    ...(isRequired ? [{ ...missing, kind: "missing_property" }] : []),
    { ...wrong, kind: "wrong_type", value: 1, strict: ofOthers },
  ];
}

function changed(payload: unknown, place: Kind["place"], change: (part: Part) => void): unknown {
  const copy = structuredClone(payload);
  change(at(copy, place));
  return copy;
}
