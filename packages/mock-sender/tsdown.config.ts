import { copyFile } from "node:fs/promises";
import { defineConfig } from "tsdown";

/**
 * Whose code stands in the build, under the MIT licence, and where it says so. The peer range of openapi-msw ends at
 * msw 2: as a dependency it would bring users a second msw, or an error.
 */
const bundled = { "openapi-msw": "LICENSE", "fastest-levenshtein": "LICENSE.md" };

export default defineConfig({
  // Named as they are imported: what the main entry does not use is not loaded with it.
  entry: {
    index: "src/index.ts",
    "matchers/index": "src/matchers/index.ts",
    "matchers/jest": "src/matchers/jest.ts",
    "matchers/vitest": "src/matchers/vitest.ts",
    "node/index": "src/node/index.ts",
    "conforms/index": "src/conforms/index.ts",
    "arbitraries/index": "src/arbitraries/index.ts",
    "data/index": "src/data/index.ts",
    "random/index": "src/random/index.ts",
  },
  dts: true,
  format: "esm",
  platform: "neutral",
  target: "es2022",
  outExtensions: () => ({ js: ".js", dts: ".d.ts" }),
  // Only src/node imports Node's own.
  deps: { onlyBundle: Object.keys(bundled), neverBundle: [/^node:/] },
  inputOptions: { resolve: { mainFields: ["module", "main"] } },
  hooks: {
    "build:done": async () => {
      for (const [name, file] of Object.entries(bundled)) {
        const licence = new URL(`node_modules/${name}/${file}`, import.meta.url);
        await copyFile(licence, new URL(`dist/${name}.LICENSE`, import.meta.url));
      }
    },
  },
});
