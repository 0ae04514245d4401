import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/main.ts"],
  dts: false,
  format: "esm",
  platform: "node",
  outExtensions: () => ({ js: ".js" }),
});
