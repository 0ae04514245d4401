import { fileURLToPath } from "node:url";
import { shared } from "@proto-webhooks/scripts/vitest";
import { defineConfig } from "vitest/config";

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  test: {
    ...shared,
    include: [...shared.include, "proof/**/*.test.ts"],
    // Half of the time the proofs wait, for a disk, a lease or the end of a process.
    maxWorkers: 2,
    globalSetup: "test/postgres/global-setup.ts",
  },
  resolve: {
    // The README's snippets import the package by its name.
    alias: [
      { find: "@proto-webhooks/receiver/node", replacement: source("src/node/index.ts") },
      { find: "@proto-webhooks/receiver/sqlite", replacement: source("src/sqlite/index.ts") },
      { find: "@proto-webhooks/receiver/postgres", replacement: source("src/postgres/index.ts") },
      { find: "@proto-webhooks/receiver/conformance", replacement: source("src/conformance/index.ts") },
      { find: "@proto-webhooks/receiver", replacement: source("src/index.ts") },
    ],
  },
});
