import { shared } from "@proto-webhooks/scripts/vitest";
import { defineConfig } from "vitest/config";

export default defineConfig({ test: { ...shared } });
