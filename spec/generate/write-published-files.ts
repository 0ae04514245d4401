// Writes what is published of the spec into `dist`, where the bundle stands already: `node generate/write-published-files.ts`.
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadSpec } from "@proto-webhooks/scripts/generator";
import { publishedFiles } from "./published-files.ts";
import { readSources, readTables } from "./read-sources.ts";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const [spec, sources, tables] = await Promise.all([loadSpec(), readSources(), readTables()]);
// All are made before the first is written: an error leaves the old ones.
const files = publishedFiles(spec, sources, tables);
await Promise.all(Object.entries(files).map(([path, text]) => replace(join(dist, path), text)));
await removeOthers(join(dist, "schemas"));

/** Replaces the file as a whole, unless it is the same. */
async function replace(file: string, text: string): Promise<void> {
  if ((await readFile(file, "utf8").catch(() => undefined)) === text) return;
  await mkdir(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}.unfinished`;
  await writeFile(unfinished, text);
  await rename(unfinished, file);
}

/** The schema of a type that is no longer there. */
async function removeOthers(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const there = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const written = new Set(Object.keys(files).map((path) => join(dist, path)));
  await Promise.all(there.filter((file) => !written.has(file)).map((file) => rm(file)));
}
