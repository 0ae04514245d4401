import { fileURLToPath } from "node:url";
import { buildSite } from "../src/build-site.ts";
import { readSpec } from "../src/read-spec.ts";
import { readVersions } from "../src/read-versions.ts";

const here = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

try {
  await buildSite({
    spec: await readSpec(),
    versions: await readVersions(),
    repo: here("../.."),
    output: here("dist"),
  });
  console.log("The site is in packages/docs/dist: open index.html.");
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
