import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** Every generated file with the hash of its content, by its path from the root. */
export function generatedFiles(): Map<string, string> {
  const root = fileURLToPath(new URL("../", import.meta.url));
  const files = globSync(["packages/*/src/gen/**/*", "spec/CHANGES.md"], { cwd: root, withFileTypes: true });
  return new Map(
    files
      .filter((file) => file.isFile())
      .map((file) => {
        const path = join(file.parentPath, file.name);
        const hash = createHash("sha256").update(readFileSync(path)).digest("hex");
        return [relative(root, path).replaceAll("\\", "/"), hash];
      }),
  );
}

/** The files that differ between two states: changed, new or gone. */
export function drift(before: Map<string, string>, after: Map<string, string>): string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name) !== after.get(name)).sort();
}
