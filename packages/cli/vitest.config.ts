import { shared } from "@proto-webhooks/scripts/vitest";
import { defineConfig } from "vitest/config";

export default defineConfig({
  // The server that the receiver's own tests have, started when the first test asks for it.
  test: { ...shared, globalSetup: "../receiver/test/postgres/global-setup.ts" },
});
