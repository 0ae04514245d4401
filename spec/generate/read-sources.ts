import { readdir, readFile } from "node:fs/promises";
import type { Source } from "./openapi-yaml.ts";
import type { Tables } from "./rows.ts";

const root = new URL("../", import.meta.url);
const read = (path: string) => readFile(new URL(path, root), "utf8");

/** The files that the bundle was made of. Each of a folder has become a component of its name. */
export async function readSources(): Promise<Source[]> {
  const parts = await Promise.all(["schemas", "parameters", "responses"].map(readFolder));
  return [{ at: [], text: await read("openapi.yaml") }, ...parts.flat()];
}

async function readFolder(folder: string): Promise<Source[]> {
  const names = (await readdir(new URL(`${folder}/`, root))).filter((name) => name.endsWith(".yaml")).sort();
  return Promise.all(
    names.map(async (name) => ({
      at: ["components", folder, name.replace(/\.yaml$/, "")],
      text: await read(`${folder}/${name}`),
    })),
  );
}

/** What vectors are made of. The examples are those of deliveries, by their names. */
export async function readTables(): Promise<Tables> {
  const names = (await readdir(new URL("examples/", root))).filter((name) => name.endsWith(".json")).sort();
  const examples = names.map(async (name) => [
    name.replace(/\.json$/, ""),
    await readJson(`examples/${name}`),
  ]);
  const [invalid, tolerated, bodies, http] = await Promise.all(
    ["invalid-deliveries", "tolerated-deliveries", "bodies", "http"].map((name) =>
      readJson(`cases/${name}.json`),
    ),
  );
  return { examples: Object.fromEntries(await Promise.all(examples)), invalid, tolerated, bodies, http };
}

async function readJson(path: string) {
  try {
    return JSON.parse(await read(path));
  } catch (cause) {
    throw new Error(`spec/${path} is not JSON: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}
