import { fileURLToPath } from "node:url";
import { shared } from "@proto-webhooks/scripts/vitest";
import { defineConfig } from "vitest/config";

export default defineConfig({
  // The README's snippets import the package by its name.
  resolve: {
    alias: { "@proto-webhooks/mock-sender": fileURLToPath(new URL("src/index.ts", import.meta.url)) },
  },
  test: { ...shared },
});
