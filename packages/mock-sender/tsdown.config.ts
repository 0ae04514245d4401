import { copyFile } from "node:fs/promises";
import { defineConfig } from "tsdown";

export default defineConfig({
  // Named as they are imported: what the main entry does not use is not loaded with it.
  entry: {
    index: "src/index.ts",
    "arbitraries/index": "src/arbitraries/index.ts",
    "data/index": "src/data/index.ts",
    "random/index": "src/random/index.ts",
  },
  dts: true,
  format: "esm",
  platform: "neutral",
  target: "es2022",
  outExtensions: () => ({ js: ".js", dts: ".d.ts" }),
  // Its peer range ends at msw 2: as a dependency it would bring users a second msw, or an error.
  deps: { onlyBundle: ["openapi-msw"] },
  hooks: {
    "build:done": () => {
      const licence = new URL("node_modules/openapi-msw/LICENSE", import.meta.url);
      return copyFile(licence, new URL("dist/openapi-msw.LICENSE", import.meta.url));
    },
  },
});
