import type { Node, YAMLMap } from "yaml";
import type { Kind } from "./kind.ts";
import type { Made, Schema } from "./make-schemas.ts";
import type { TypeName } from "./name-type.ts";
import type { SpecFiles } from "./open-spec.ts";
import { insertAfter } from "./place-in-text.ts";

/** A part of a payload. */
export type Part = Record<string | number, unknown>;

const listOfExamples = [
  ...["webhooks", "delivery", "post", "requestBody", "content"],
  ...["application/json", "examples"],
];

/**
 * Puts an example of a new type into the spec, and lists it in openapi.yaml: a delivery like another one, in which one
 * value is of that type.
 *
 * @returns the delivery.
 */
export function addExample(spec: SpecFiles, kind: Kind, name: TypeName, made: Made): unknown {
  const payload = structuredClone(spec.json(`examples/${kind.example}.json`));
  const holder = at(payload, kind.place.slice(0, -1));
  const last = kind.place.at(-1) ?? "";
  holder[last] = memberLike(holder[last] as Part, name, made);
  spec.put(name.exampleFile, `${JSON.stringify(payload, null, 2)}\n`);

  const file = "openapi.yaml";
  const list = spec.yaml(file).getIn(listOfExamples) as YAMLMap<Node, YAMLMap>;
  const entry = list.items.at(-1);
  const summary = `  summary: The ${kind.union.toLowerCase()} ${name.type}`;
  const lines = [`${name.example}:`, summary, `  externalValue: ${name.exampleFile}`].join("\n");
  spec.put(file, insertAfter(spec.text(file), entry?.key, lines, entry?.value));
  return payload;
}

/** Where in a payload something stands. */
export function at(payload: unknown, place: readonly (string | number)[]): Part {
  return place.reduce((value, key) => value[key] as Part, payload as Part);
}

/** What all of the kind have is taken from another one, all else from the examples of the schemas. */
function memberLike(other: Part, { type }: TypeName, { schema, data }: Made): Part {
  const member: Part = { type };
  for (const [key, property] of Object.entries(schema.properties ?? {})) {
    if (key === "type" || property.type === "null") continue;
    if (data && key === "data") member[key] = filled(data);
    else if (property.examples) member[key] = other[key] === undefined ? undefined : property.examples[0];
    else member[key] = other[key];
  }
  return member;
}

function filled({ properties = {} }: Schema): Part {
  return Object.fromEntries(Object.entries(properties).map(([key, { examples }]) => [key, examples?.[0]]));
}
