import { writeFile } from "node:fs/promises";
import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/index.ts"],
  dts: { emitDtsOnly: true },
  format: "esm",
  platform: "neutral",
  outExtensions: () => ({ dts: ".d.ts" }),
  hooks: {
    // An import without `type` still resolves at run time: to a module of zero bytes.
    "build:done": () => writeFile(new URL("dist/index.js", import.meta.url), ""),
  },
});
