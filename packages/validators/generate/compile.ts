import type { JudgedSchema, JudgedSchemas } from "@proto-webhooks/scripts/generator";
import Ajv from "ajv";
import standaloneCode from "ajv/dist/standalone/index.js";
import addFormats from "ajv-formats";
import { build } from "esbuild";

/**
 * Compiles schemas ahead of time into one ES module that needs nothing: a function for each schema, by its name.
 *
 * @returns JavaScript without `require`, `eval` or `new Function`.
 */
export async function compileSchemas(schemas: JudgedSchemas): Promise<string> {
  // Not the class for 2020-12: it keeps book of evaluated properties in each call, which nothing in the spec asks for.
  // A keyword that only 2020-12 has fails here, by `strict`.
  const ajv = new Ajv.default({
    // All mistakes of an event are reported, not only the first.
    allErrors: true,
    code: { source: true, esm: true, lines: true },
    discriminator: true,
    // One function for each schema, however often it is referred to.
    inlineRefs: false,
    strict: true,
    allowUnionTypes: true,
    messages: false,
  });
  addFormats.default(ajv, ["uri"]);
  const named = JSON.parse(JSON.stringify(schemas).replaceAll("#/components/schemas/", ""));
  for (const [name, schema] of Object.entries<JudgedSchema>(named)) ajv.addSchema({ $id: name, ...schema });
  const names = Object.keys(schemas);
  const source = standaloneCode.default(ajv, Object.fromEntries(names.map((name) => [name, name])));
  const bundle = await build({
    stdin: { contents: boundLoops(source), resolveDir: import.meta.dirname, loader: "js" },
    bundle: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["main"],
    target: "es2022",
    minifySyntax: true,
    write: false,
  });
  // Where the bundler found each part is a matter of the machine, and of how packages are installed there.
  const code = bundle.outputFiles[0]?.text ?? "";
  return code.replace(/^\/\/ .*\n/gm, "").replace(/^( *")[^"\n]*\/node_modules\/([^"\n]+"\()/gm, "$1$2");
}

/** How many mistakes of one array are reported; the rest would only cost memory. */
const mostErrors = 100;

/**
 * Ends a loop over items once it has found enough mistakes. Without it a hostile delivery of a megabyte gives hundreds
 * of thousands of errors, and Ajv copies the list for each of them.
 */
export function boundLoops(source: string): string {
  const loop = /for\(let (i\d+)=0; \1<(len\d+); \1\+\+\)/g;
  const bounded = source.replace(loop, `for(let $1=0; $1<$2 && errors<${mostErrors}; $1++)`);
  const loops = source.match(/for\s*\(let i\d+/g)?.length ?? 0;
  const done = bounded.match(/&& errors</g)?.length ?? 0;
  if (loops === 0 || loops !== done) {
    throw new Error(
      `Ajv writes its loops differently now: ${done} of ${loops} were bounded. Mend boundLoops.`,
    );
  }
  return bounded;
}
