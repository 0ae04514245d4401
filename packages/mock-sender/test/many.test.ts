import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import type { Made } from "../src/gen/made.ts";
import { names } from "./many/judges.ts";
import { properties } from "./many/properties.ts";

const script = fileURLToPath(new URL("many/try-many.ts", import.meta.url));

/** What failed of each property, by arbitrary; the failure is empty for one that held. */
type Tried = Record<string, { name: keyof Made; failure: string }[]>;

async function tryMany(numRuns: number, seed: number): Promise<Tried> {
  // Node 22 strips types only when it is told to, and warns of it.
  const flags = ["--experimental-strip-types", "--no-warnings"];
  const args = [...flags, script, String(numRuns), String(seed)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout);
}

// What is tried with a seed that stays the same is green tomorrow if it is today. The new seed of each run, which finds
// more in time, is for people and not for CI: what fails by it was not broken by the change at hand.
const newSeed = Date.now() % 2 ** 31;
describe.each([
  { numRuns: 10_000, seed: 20_261_124 },
  ...(process.env.CI ? [] : [{ numRuns: 500, seed: newSeed }]),
])("$numRuns of the seed $seed", ({ numRuns, seed }) => {
  const tried = tryMany(numRuns, seed);

  // A quiet machine takes six seconds. The limit only ends what hangs.
  test.each(Object.keys(properties))("%s", { timeout: 120_000 }, async (what) => {
    expect((await tried)[what]).toEqual(names.map((name) => ({ name, failure: "" })));
  });
});
