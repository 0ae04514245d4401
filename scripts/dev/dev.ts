import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { styleText } from "node:util";
import { generateAll } from "../generate-all.ts";
import { runTurbo } from "../turbo.ts";
import { compareTypes } from "./compare-types.ts";
import { runTests } from "./run-tests.ts";
import { watchSpec } from "./watch-spec.ts";

const spec = fileURLToPath(new URL("../../spec", import.meta.url));
const named = new URL("../../packages/types/src/gen/named.ts", import.meta.url);

const publicTypes = (): string => readFileSync(named, "utf8");

/**
 * Watches the spec. An edit regenerates everything, shows what changed in the public types, and runs the tests that judge
 * it. A mistake is shown, and waits to be mended.
 *
 * @param signal ends it, and what it started.
 */
export async function dev(signal: AbortSignal): Promise<void> {
  // From now on: an edit while it starts is not missed.
  const edits = watchSpec(spec, signal);
  console.log("Generating and building …");
  await generateAll();
  // The type tests read this build, besides the source.
  await runTurbo(["build", "--filter=@proto-webhooks/types"], { quiet: true, signal });
  let known = publicTypes();
  if (!signal.aborted) {
    console.log("Watching spec/: edit a schema, an example or a case. Ctrl-C ends.");
  }
  for await (const files of edits) {
    console.log(`\n${styleText("bold", files.map((file) => `spec/${file}`).join(", "))}`);
    known = await round(known, signal);
  }
}

/** One edit. @returns the public types after it; those before when it was a mistake. */
async function round(known: string, signal: AbortSignal): Promise<string> {
  const began = performance.now();
  const seconds = (): string => `${((performance.now() - began) / 1000).toFixed(1)} s`;
  const code = await generateAll();
  if (signal.aborted) return known;
  if (code !== 0) {
    console.log(`Mend it, and this goes on (${seconds()}).`);
    return known;
  }
  const types = publicTypes();
  const difference = compareTypes(known, types);
  console.log(difference || "No public type changed.");
  const tests = await runTests({ types: withoutComments(types) !== withoutComments(known), signal });
  if (signal.aborted) return types;
  const failed = tests.filter(({ output }) => output !== undefined);
  for (const { name, output } of failed) console.log(`${styleText("red", `✗ ${name}`)}\n${output}`);
  const passed = tests.filter(({ output }) => output === undefined).map(({ name }) => name);
  if (passed.length > 0) console.log(styleText("green", `✓ ${passed.join(", ")}`));
  console.log(
    `${failed.length === 0 ? "Generated and tested" : "Generated; tests failed"}, in ${seconds()}.`,
  );
  return types;
}

/** What a type test can tell apart: the generator writes each comment on lines of its own. */
function withoutComments(source: string): string {
  return source.replaceAll(/^ *(\/\*\*|\*).*\n/gm, "");
}
