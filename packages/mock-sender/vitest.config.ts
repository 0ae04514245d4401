import { fileURLToPath } from "node:url";
import { shared } from "@proto-webhooks/scripts/vitest";
import { defineConfig } from "vitest/config";

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  // The README's snippets import the package by its name.
  resolve: {
    alias: [
      {
        find: "@proto-webhooks/mock-sender/matchers/vitest",
        replacement: source("src/matchers/vitest.ts"),
      },
      { find: "@proto-webhooks/mock-sender/matchers", replacement: source("src/matchers/index.ts") },
      { find: "@proto-webhooks/mock-sender/node", replacement: source("src/node/index.ts") },
      { find: "@proto-webhooks/mock-sender/conforms", replacement: source("src/conforms/index.ts") },
      {
        find: "@proto-webhooks/mock-sender/arbitraries",
        replacement: source("src/arbitraries/index.ts"),
      },
      { find: "@proto-webhooks/mock-sender/data", replacement: source("src/data/index.ts") },
      { find: "@proto-webhooks/mock-sender/random", replacement: source("src/random/index.ts") },
      { find: "@proto-webhooks/mock-sender", replacement: source("src/index.ts") },
    ],
  },
  test: { ...shared },
});
