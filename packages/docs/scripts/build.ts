import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { buildSite } from "../src/build-site.ts";
import { readSpec } from "../src/read-spec.ts";
import { readVersions } from "../src/read-versions.ts";

const here = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

try {
  const reference = await readFile(here("src/gen/reference.md"), "utf8");
  await buildSite({
    spec: await readSpec(),
    // Without the line that says by what it was generated.
    types: reference.slice(reference.indexOf("\n\n")).trim(),
    versions: await readVersions(),
    repo: here("../.."),
    output: here("dist"),
  });
  console.log("The site is in packages/docs/dist: open index.html.");
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
