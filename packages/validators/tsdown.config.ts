import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/index.ts", "src/strict.ts"],
  dts: true,
  format: "esm",
  platform: "neutral",
  target: "es2022",
  inputOptions: { resolve: { mainFields: ["module", "main"] } },
  outExtensions: () => ({ js: ".js", dts: ".d.ts" }),
});
