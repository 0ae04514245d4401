// What each entry of the package loads: faker is large, and fast-check is of use in few programs.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const dist = new URL("../dist/", import.meta.url);

/** The packages that a file of the build loads, itself and by what it imports. */
function packagesOf(file: URL, seen = new Set<string>()): Set<string> {
  if (seen.has(file.href)) return new Set();
  seen.add(file.href);
  const code = readFileSync(file, "utf8");
  const imports = [...code.matchAll(/^(?:import|export)\b[^;]*?"([^"]+)";/gm)].map(([, from]) =>
    String(from),
  );
  return new Set(
    imports.flatMap((from) => (from.startsWith(".") ? [...packagesOf(new URL(from, file), seen)] : [from])),
  );
}

test.each([
  ["index.js", ["@proto-webhooks/validators/strict", "msw"]],
  ["random/index.js", []],
  ["data/index.js", ["@faker-js/faker"]],
  ["arbitraries/index.js", ["fast-check"]],
  [
    "conforms/index.js",
    ["@proto-webhooks/validators", "@proto-webhooks/validators/strict", "fast-check", "msw"],
  ],
  [
    "node/index.js",
    [
      "@proto-webhooks/validators/strict",
      "msw",
      ...["node:crypto", "node:events", "node:fs/promises", "node:http", "node:https"],
    ],
  ],
  ["matchers/index.js", ["@proto-webhooks/validators/strict"]],
])("%s loads what it needs, and no more", (name, packages) => {
  expect([...packagesOf(new URL(name, dist))].sort()).toEqual(packages);
});
