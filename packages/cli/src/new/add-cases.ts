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

function mistakesIn(what: string, payload: unknown, place: Kind["place"], schema: Schema): Row[] {
  const rows: Row[] = [];
  const add = (
    name: string,
    why: string,
    key: string,
    kind: string,
    change: (part: Part) => void,
    strict = false,
  ) => {
    const pointer = ["", ...place, key].join("/");
    const mode = strict ? ({ mode: "strict" } as const) : {};
    rows.push({ name, why, ...mode, payload: changed(payload, place, change), issue: { pointer, kind } });
  };
  for (const [key, { type }] of Object.entries(schema.properties ?? {})) {
    // That the type is missing or wrong is found by the union, of which there are cases already.
    if (key === "type") continue;
    const isRequired = schema.required?.includes(key);
    if (isRequired) {
      const missing = `Each ${what} has this property.`;
      add(`${what} without ${key}`, missing, key, "missing_property", (part) => delete part[key]);
    }
    const others = type === "null";
    const wrong = others ? "The property belongs to another type." : "A number is of another type.";
    add(
      `${what} whose ${key} is a number`,
      wrong,
      key,
      "wrong_type",
      (part) => {
        part[key] = 1;
      },
      others,
    );
  }
  const unknown = "A mock or a fixture has the properties that are listed, and no others.";
  add(
    `unknown property in ${what}`,
    unknown,
    "notListed",
    "unknown_property",
    (part) => {
      part.notListed = true;
    },
    true,
  );
  return rows;
}

function changed(payload: unknown, place: Kind["place"], change: (part: Part) => void): unknown {
  const copy = structuredClone(payload);
  change(at(copy, place));
  return copy;
}
