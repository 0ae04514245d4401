import type { Document } from "yaml";
import type { Kind } from "./kind.ts";
import type { TypeName } from "./name-type.ts";
import type { SpecFiles } from "./open-spec.ts";

/** A schema, as far as it is looked at here. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  examples?: unknown[];
  required?: string[];
  properties?: Record<string, Schema>;
}

/** The schemas of a new type. */
export interface Made {
  schema: Schema;
  data?: Schema;
}

/** As the files of the spec are laid out. */
const layout = { lineWidth: 0, flowCollectionPadding: false } as const;

/**
 * Puts the schemas of a new type into the spec. It has what the spec says that all of its kind have, listed or not; and
 * as null what belongs to the others, as Proto may send it so.
 */
export function makeSchemas(spec: SpecFiles, kind: Kind, name: TypeName): Made {
  const document = spec.yaml(`schemas/Unrecognized${kind.union}.yaml`);
  const what = kind.union.toLowerCase();
  document.set("title", name.schema);
  document.set(
    "description",
    `The ${what} \`${name.type}\`. Write here when Proto sends it, and what it tells.`,
  );
  document.setIn(["properties", "type"], document.createNode(typeOf(what, name.type)));
  if (kind.hasData) {
    document.setIn(["properties", "data"], { $ref: `${name.data}.yaml` });
    document.addIn(["required"], "data");
    spec.put(name.dataFile, dataOf(document, name).toString(layout));
  }
  for (const property of othersOf(spec, kind, document)) {
    const absent = {
      type: "null",
      description: `Absent or null here. Another type of ${what} has it.`,
      ...inferred,
    };
    document.setIn(["properties", property], document.createNode(absent));
  }
  spec.put(name.file, document.toString(layout));
  const made = { schema: document.toJS() as Schema };
  return kind.hasData ? { ...made, data: spec.yaml(name.dataFile).toJS() } : made;
}

const inferred = { "x-provenance": "inferred" };

function typeOf(what: string, type: string): object {
  return { type: "string", const: type, description: `Which ${what} this is.`, ...inferred };
}

/** A beginning: something has to be in it, or nobody sees where it goes. */
function dataOf(like: Document.Parsed, name: TypeName): Document {
  const document = like.clone() as Document;
  const text = {
    type: "string",
    description: "A text, to begin with. Put in its place what Proto sends.",
    ...inferred,
    examples: ["Hello"],
  };
  document.set("title", name.data);
  document.set("description", `What the message \`${name.type}\` holds.`);
  const required = document.createNode(["text"]);
  required.flow = true;
  document.set("required", required);
  const property = document.createNode(text);
  (property.get("examples", true) as unknown as { flow: boolean }).flow = true;
  document.set("properties", document.createNode({}));
  document.setIn(["properties", "text"], property);
  return document;
}

/** The properties that some other member of the union has, and this one has not. */
function othersOf(spec: SpecFiles, kind: Kind, document: Document.Parsed): string[] {
  // Events and messages have their own properties; only of buttons does Proto's page list those of all types in one.
  if (kind.union !== "Button") return [];
  const { oneOf } = spec.yaml(`schemas/${kind.union}.yaml`).toJS() as { oneOf: { $ref: string }[] };
  const all = oneOf.flatMap(({ $ref }) =>
    Object.keys((spec.yaml(`schemas/${$ref}`).toJS() as Schema).properties ?? {}),
  );
  return [...new Set(all)].filter((property) => !document.hasIn(["properties", property]));
}
