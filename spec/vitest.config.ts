import { shared } from "@proto-webhooks/scripts/vitest";
import { defineConfig } from "vitest/config";

const coverage = {
  ...shared.coverage,
  include: ["check/*.ts", "generate/*.ts", "mutate/*.ts", "rules/*.ts"],
};

export default defineConfig({ test: { ...shared, coverage } });
