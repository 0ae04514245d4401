import { defineConfig } from "tsdown";

export default defineConfig({
  entry: {
    index: "src/index.ts",
    "node/index": "src/node/index.ts",
    "sqlite/index": "src/sqlite/index.ts",
    "postgres/index": "src/postgres/index.ts",
    "conformance/index": "src/conformance/index.ts",
  },
  platform: "neutral",
  target: "es2023",
  // Only src/node, src/sqlite and src/postgres import these.
  deps: { neverBundle: [/^node:/, "pg"] },
  dts: true,
});
