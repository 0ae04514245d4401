import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";

const source = join(import.meta.dirname, "../src");

/** All that an entry loads at run time: files of ours, and what they import from elsewhere. */
function loadedBy(entry: string): { files: string[]; packages: string[] } {
  const files = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string) => {
    if (files.has(file)) return;
    files.add(file);
    const text = readFileSync(file, "utf8");
    for (const [, names = "", from = ""] of text.matchAll(/^(?:import|export)\b([^;]*?)from "([^"]+)";/gm)) {
      const isTypeOnly = /^\s*type\b/.test(names);
      if (isTypeOnly) continue;
      if (from.startsWith(".")) visit(join(dirname(file), from));
      else packages.add(from);
    }
  };
  visit(join(source, entry));
  return { files: [...files].map((file) => relative(source, file)), packages: [...packages].toSorted() };
}

test.each([
  ["index.ts", []],
  ["conforms/index.ts", ["fast-check"]],
  ["node/index.ts", ["node:crypto", "node:fs/promises", "node:http", "node:https"]],
])("%s loads what not everybody has only if it must", (entry, want) => {
  const { files, packages } = loadedBy(entry);
  expect(files.length).toBeGreaterThan(10);
  expect(packages.filter((name) => name === "fast-check" || name.startsWith("node:"))).toEqual(want);
});
