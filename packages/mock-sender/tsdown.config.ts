import { copyFile } from "node:fs/promises";
import { defineConfig } from "tsdown";

export default defineConfig({
  entry: {
    index: "src/index.ts",
    "node/index": "src/node/index.ts",
    "conforms/index": "src/conforms/index.ts",
  },
  dts: true,
  format: "esm",
  platform: "neutral",
  target: "es2022",
  outExtensions: () => ({ js: ".js", dts: ".d.ts" }),
  // Its peer range ends at msw 2: as a dependency it would bring users a second msw, or an error.
  // Only src/node imports Node's own.
  deps: { onlyBundle: ["openapi-msw"], neverBundle: [/^node:/] },
  hooks: {
    "build:done": () => {
      const licence = new URL("node_modules/openapi-msw/LICENSE", import.meta.url);
      return copyFile(licence, new URL("dist/openapi-msw.LICENSE", import.meta.url));
    },
  },
});
