import { readFileSync } from "node:fs";

/** Packages that consist of types, in one file. */
export type TypesPackage = "@proto-webhooks/types" | "@octokit/webhooks-types";

/** Where the types stand. */
export function declarationsOf(name: TypesPackage): URL {
  const manifest = new URL(import.meta.resolve(`${name}/package.json`));
  const { types = "dist/index.d.ts" } = JSON.parse(readFileSync(manifest, "utf8")) as { types?: string };
  return new URL(types, manifest);
}
