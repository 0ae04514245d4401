import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/main.ts"],
  platform: "node",
  target: "node22.13",
  // Nobody imports it: `bin/` runs it.
  dts: false,
  outExtensions: () => ({ js: ".js" }),
});
