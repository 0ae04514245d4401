import { createHash } from "node:crypto";
import { type FSWatcher, globSync, readFileSync, watch } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { drift } from "../generated-files.ts";

/** What is written by hand there, and generated from or tested by. */
const folders = ["schemas", "parameters", "responses", "examples", "cases", "rules"];
const patterns = ["*.{yaml,js}", `{${folders.join(",")}}/**/*.*`];

/** How long a folder must be quiet: editors write a file in several steps. */
const settleMs = 30;

/**
 * Tells of edits, from the call on.
 *
 * Each folder is watched by itself, which sees files that are written, added, renamed and replaced, on every system.
 * What a file says is compared, so that saving what did not change is no edit.
 *
 * @param signal ends it.
 * @returns the names of the files of each edit, relative to the folder. Those that came while one was looked at are one.
 */
export function watchSpec(folder: string, signal: AbortSignal): AsyncGenerator<string[]> {
  const watchers = new Map<string, FSWatcher>();
  let stirred = false;
  let wake = (): void => {};
  let before = contents(folder);
  watchFolders();
  return edits();

  function stir(): void {
    stirred = true;
    wake();
  }

  async function* edits(): AsyncGenerator<string[]> {
    signal.addEventListener("abort", stir);
    while (!signal.aborted) {
      await quiet();
      if (signal.aborted) break;
      watchFolders();
      const after = contents(folder);
      const names = drift(before, after);
      before = after;
      if (names.length > 0) yield names;
    }
    for (const watcher of watchers.values()) watcher.close();
  }

  /** Waits until something stirred, and then nothing any more. */
  async function quiet(): Promise<void> {
    if (!stirred && !signal.aborted) await new Promise<void>((resolve) => (wake = resolve));
    while (stirred) {
      stirred = false;
      await sleep(settleMs);
    }
  }

  /** Each folder that there is now; new ones come with edits. */
  function watchFolders(): void {
    const found = globSync(`{${folders.join(",")}}/**/`, { cwd: folder }).map((name) => join(folder, name));
    for (const name of [folder, ...found]) {
      if (watchers.has(name)) continue;
      const watcher = watch(name, stir);
      // One that is removed is looked for again: it may come back.
      watcher.on("error", () => forget(name));
      watchers.set(name, watcher);
    }
    for (const name of watchers.keys()) if (name !== folder && !found.includes(name)) forget(name);
  }

  function forget(name: string): void {
    watchers.get(name)?.close();
    watchers.delete(name);
  }
}

/** A hash of what each file says. */
function contents(folder: string): Map<string, string> {
  const files = globSync(patterns, { cwd: folder, exclude: ["node_modules/**"] });
  return new Map(
    files.flatMap((file) => {
      try {
        const content = readFileSync(join(folder, file));
        return [[file.replaceAll("\\", "/"), createHash("sha256").update(content).digest("hex")]];
      } catch {
        // Gone since it was listed, or a folder with a dot in its name.
        return [];
      }
    }),
  );
}
