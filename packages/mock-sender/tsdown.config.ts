import { copyFile } from "node:fs/promises";
import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/index.ts"],
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
