import { fileURLToPath } from "node:url";
import { shared } from "@proto-webhooks/scripts/vitest";
import { defineConfig } from "vitest/config";

const source = fileURLToPath(new URL("src/", import.meta.url));

export default defineConfig({
  // The README's snippets import the package by its name.
  resolve: {
    alias: [
      { find: /^@proto-webhooks\/mock-sender$/, replacement: `${source}index.ts` },
      { find: /^@proto-webhooks\/mock-sender\/matchers$/, replacement: `${source}matchers/index.ts` },
      {
        find: /^@proto-webhooks\/mock-sender\/matchers\/vitest$/,
        replacement: `${source}matchers/vitest.ts`,
      },
    ],
  },
  test: { ...shared },
});
