import { relative } from "node:path";
import { print } from "../print.ts";
import { style } from "../style.ts";
import { addCases } from "./add-cases.ts";
import { addExample } from "./add-example.ts";
import { addToUnion } from "./add-to-union.ts";
import { addTypeCases } from "./add-type-cases.ts";
import { type Kind, kinds } from "./kind.ts";
import { makeSchemas } from "./make-schemas.ts";
import { nameType } from "./name-type.ts";
import { openSpec, type SpecFiles } from "./open-spec.ts";

/**
 * Adds a type to the spec of a checkout, and says what to do next.
 *
 * @param folder the folder of the spec; by default it is looked for, upwards from the working directory.
 * @throws CliError when there is no spec, the name cannot be had, or not all could be written: then nothing was.
 */
export async function newType(kind: keyof typeof kinds, type: string, folder?: string): Promise<void> {
  const spec = await openSpec(folder);
  const { schema, example } = begin(spec, kinds[kind], type);
  const { created, changed } = spec.write();
  const shown = (file: string) => `  ${relative("", file)}`;
  await print([style("bold", "Created"), ...created.map(shown)].join("\n"));
  await print([style("bold", "Changed"), ...changed.map(shown)].join("\n"));
  const [first, second] = [schema, example].map(spec.pathOf).map((path) => relative("", path));
  await print(`${style("bold", "Next")}
  1. Say in ${first} what Proto sends: properties, descriptions, and by x-provenance where
     you have it from.
  2. Put what Proto sent into ${second}, and mend its summary in openapi.yaml and the new cases.
  3. Run npx -y pnpm@12 generate, then npx -y pnpm@12 fix.`);
}

/** Makes all that is new, and writes none of it. */
function begin(spec: SpecFiles, kind: Kind, type: string): { schema: string; example: string } {
  const name = nameType(spec, kind, type);
  const made = makeSchemas(spec, kind, name);
  addToUnion(spec, kind, name);
  const payload = addExample(spec, kind, name, made);
  addCases(spec, kind, name, payload, made);
  addTypeCases(spec, kind, name, payload, made);
  return { schema: kind.hasData ? name.dataFile : name.file, example: name.exampleFile };
}
