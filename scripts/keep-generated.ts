import { globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repo. */
const root = fileURLToPath(new URL("../", import.meta.url));

/** Where generators write: code, and the bundle that it is made from. */
const patterns = ["packages/*/src/gen/**/*", "spec/dist/**/*", "spec/CHANGES.md"];

/**
 * Keeps what is generated, in memory: less than a megabyte.
 *
 * @param folder the repo; another one in tests.
 * @returns a function that puts it back: what changed, what is gone, and without what is new.
 */
export function keepGenerated(folder: string = root): () => void {
  const kept = read(folder);
  return () => {
    const now = read(folder);
    for (const file of now.keys()) if (!kept.has(file)) rmSync(join(folder, file));
    for (const [file, content] of kept)
      if (!now.get(file)?.equals(content)) write(join(folder, file), content);
  };
}

function read(folder: string): Map<string, Buffer> {
  const entries = globSync(patterns, { cwd: folder, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(join(folder, "/").length), readFileSync(path)];
    }),
  );
}

/** As a whole: who reads it meanwhile sees the one or the other. */
function write(path: string, content: Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}.unfinished`;
  writeFileSync(unfinished, content);
  renameSync(unfinished, path);
}
