import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { loadSpec, replaceFile } from "@proto-webhooks/scripts/generator";
import { publishedFiles } from "./published-files.ts";
import { readSources, readTables } from "./read-sources.ts";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));

/** Writes what is published of the spec into `dist`, where the bundle stands already. */
export async function writePublishedFiles(): Promise<void> {
  const [spec, sources, tables] = await Promise.all([loadSpec(), readSources(), readTables()]);
  // All are made before the first is written: an error leaves the old ones.
  const files = Object.entries(publishedFiles(spec, sources, tables)).map(
    ([path, text]) => [join(dist, path), text] as const,
  );
  await Promise.all(files.map(([path, text]) => replaceFile(pathToFileURL(path), text)));
  await removeOthers(join(dist, "schemas"), new Set(files.map(([path]) => path)));
}

/** The schema of a type that is no longer there. */
async function removeOthers(folder: string, written: ReadonlySet<string>): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const there = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  await Promise.all(there.filter((file) => !written.has(file)).map((file) => rm(file)));
}
