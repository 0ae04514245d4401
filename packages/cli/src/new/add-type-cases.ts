import { at, type Part } from "./add-example.ts";
import { append } from "./append.ts";
import type { Kind } from "./kind.ts";
import type { Made, Schema } from "./make-schemas.ts";
import type { TypeName } from "./name-type.ts";
import type { SpecFiles } from "./open-spec.ts";

/** A value of one type, and what is wrong with it; nothing when it is valid. */
interface Row {
  name: string;
  why: string;
  type: string;
  mode?: "strict";
  payload: unknown;
  issue?: { pointer: string; kind: string };
}

/** Puts values of the new schemas into the spec: what tests them where a whole delivery says no more. */
export function addTypeCases(
  spec: SpecFiles,
  kind: Kind,
  name: TypeName,
  payload: unknown,
  { schema, data }: Made,
): void {
  const member = at(payload, kind.place);
  append(spec, "cases/types.json", [
    ...valuesOf(name.schema, member, schema),
    ...(data ? valuesOf(name.data, member.data as Part, data) : []),
  ]);
}

function valuesOf(type: string, value: Part, schema: Schema): Row[] {
  const rows = [...wrongValues(value, schema), ...validValues(value, schema)];
  return rows.map(({ name, why, mode, payload, issue }) => ({
    name: `${type} ${name}`,
    why,
    type,
    ...(mode && { mode }),
    payload,
    ...(issue && { issue }),
  }));
}

function wrongValues(value: Part, { properties = {}, required = [] }: Schema): Omit<Row, "type">[] {
  const wrongType = (pointer: string) => ({ pointer, kind: "wrong_type" });
  const { type: _, ...others } = value;
  const typed: Omit<Row, "type">[] = [
    {
      name: "without type",
      why: "It is required.",
      payload: others,
      issue: { pointer: "/type", kind: "missing_property" },
    },
    {
      name: "of another type",
      why: "Its type says which it is.",
      payload: { ...value, type: "some_other_type" },
      issue: { pointer: "/type", kind: "wrong_value" },
    },
  ];
  return [
    { name: "is null", why: "It is an object.", payload: null, issue: wrongType("") },
    { name: "is an array", why: "It is an object.", payload: [value], issue: wrongType("") },
    ...(properties.type ? typed : []),
    ...required
      .filter((name) => name !== "type")
      .map((name) => ({
        name: `whose ${name} is null`,
        why: "It is required, so null is not allowed.",
        payload: { ...value, [name]: null },
        issue: wrongType(`/${name}`),
      })),
    ...Object.keys(properties)
      .filter((name) => properties[name]?.type === "null")
      .map((name) => ({
        name: `with ${name}`,
        why: "The property belongs to another type.",
        mode: "strict" as const,
        payload: { ...value, [name]: "text" },
        issue: wrongType(`/${name}`),
      })),
  ];
}

function validValues(value: Part, { properties = {}, required = [] }: Schema): Omit<Row, "type">[] {
  const may = (type: string) =>
    Object.keys(properties).filter(
      (name) => name !== "type" && [properties[name]?.type].flat().includes(type),
    );
  const setting = (names: string[], to: unknown) => ({
    ...value,
    ...Object.fromEntries(names.map((name) => [name, to])),
  });
  const least = Object.fromEntries(Object.entries(value).filter(([name]) => required.includes(name)));
  const why = "Optional is absent or null.";
  return [
    { name: "with empty texts", why: "A text may be empty.", payload: setting(may("string"), "") },
    ...(Object.keys(properties).length > required.length
      ? [{ name: "with all that is optional left out", why, payload: least }]
      : []),
    ...(may("null").length > 0
      ? [{ name: "with null in all that may be null", why, payload: setting(may("null"), null) }]
      : []),
  ];
}
