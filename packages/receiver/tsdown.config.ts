import { defineConfig } from "tsdown";

export default defineConfig({
  entry: {
    index: "src/index.ts",
    "node/index": "src/node/index.ts",
    "sqlite/index": "src/sqlite/index.ts",
    "conformance/index": "src/conformance/index.ts",
  },
  platform: "neutral",
  target: "es2023",
  // Only src/node and src/sqlite import these.
  deps: { neverBundle: [/^node:/] },
  dts: true,
});
