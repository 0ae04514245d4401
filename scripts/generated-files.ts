import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";

/** Every generated file with the hash of its content. */
export function generatedFiles(): Map<string, string> {
  const root = new URL("../", import.meta.url);
  const files = globSync("packages/*/src/gen/**/*", { cwd: root, withFileTypes: true });
  return new Map(
    files
      .filter((file) => file.isFile())
      .map((file) => {
        const path = `${file.parentPath}/${file.name}`;
        return [
          path.slice(path.indexOf("packages/")),
          createHash("sha256").update(readFileSync(path)).digest("hex"),
        ];
      }),
  );
}

/** The files that differ between two states: changed, new or gone. */
export function drift(before: Map<string, string>, after: Map<string, string>): string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name) !== after.get(name)).sort();
}
