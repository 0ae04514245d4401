// Brings spec/CHANGES.md up to date with the released bundles and with the bundle that was just made.
import { readFile, rename, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { changesPage } from "./changes-page.ts";
import { readBundle } from "./current.ts";
import { readReleasedBundles } from "./releases.ts";

const file = fileURLToPath(new URL("../CHANGES.md", import.meta.url));

/** Writes it as a whole, or leaves it alone when nothing changed. */
export async function writeChanges(): Promise<void> {
  const text = await changesPage(await readReleasedBundles(), await readBundle());
  if ((await readFile(file, "utf8").catch(() => undefined)) === text) return;
  const unfinished = `${file}.${process.pid}.unfinished`;
  await writeFile(unfinished, text);
  await rename(unfinished, file);
}

if (import.meta.main) await writeChanges();
