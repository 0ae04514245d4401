import { defineConfig } from "tsdown";

export default defineConfig({
  entry: { index: "src/index.ts", "node/index": "src/node/index.ts" },
  platform: "neutral",
  target: "es2023",
  // Only src/node imports these.
  deps: { neverBundle: [/^node:/] },
  dts: true,
});
