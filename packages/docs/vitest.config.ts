import { shared } from "@proto-webhooks/scripts/vitest";
import { defineConfig } from "vitest/config";

// A test here opens a page of 3 MB: half a second, or some seconds on a machine with much else to do.
export default defineConfig({ test: { ...shared, testTimeout: 30_000 } });
