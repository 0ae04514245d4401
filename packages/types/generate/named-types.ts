import { compile, type JSONSchema } from "json-schema-to-typescript";
import type { PublicSchema } from "./public-schemas.ts";

/** The named public types, one for each schema, with their doc comments. */
export async function namedTypes(schemas: Record<string, PublicSchema>): Promise<string> {
  // One document whose definitions are the schemas: a reference into another file would lose the name of a union.
  const document = {
    definitions: schemas,
    type: "object",
    required: Object.keys(schemas),
    properties: Object.fromEntries(
      Object.keys(schemas).map((name) => [name, { $ref: `#/components/schemas/${name}` }]),
    ),
  };
  const local = JSON.stringify(document).replaceAll("#/components/schemas/", "#/definitions/");
  const source = await compile(JSON.parse(local) as JSONSchema, root, {
    additionalProperties: false,
    bannerComment: "",
    // No tuple types of every length for an array of at most ten.
    maxItems: -1,
  });
  return `import type { Unrecognized } from "../unrecognized.ts";\n\n${withoutRoot(source)}`;
}

/** The document's own type, which nothing needs. */
const root = "Root";

function withoutRoot(source: string): string {
  return source.replace(new RegExp(`export interface ${root} \\{\\n(?: .*\\n)*\\}\\n`), "");
}

/** The named types as members of one interface, to do something with each of them. */
export function byName(names: string[]): string {
  const members = names.map((name) => `  ${name}: named.${name};`);
  return `import type * as named from "./named.ts";\n\nexport interface ByName {\n${members.join("\n")}\n}`;
}
