import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const specFolder = new URL("../../../../spec/", import.meta.url);

/** The paths of all example deliveries of the spec. */
export function examplePaths(): string[] {
  const folder = new URL("examples/", specFolder);
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => fileURLToPath(new URL(name, folder)));
}

/** A path to one example. */
export function examplePath(name: string): string {
  return fileURLToPath(new URL(`examples/${name}`, specFolder));
}

/** The rows of a table of cases. */
export function cases<Row>(name: string): Row[] {
  return JSON.parse(readFileSync(new URL(`cases/${name}`, specFolder), "utf8"));
}
