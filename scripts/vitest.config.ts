import { defineConfig } from "vitest/config";
import { shared } from "./vitest.ts";

const coverage = { ...shared.coverage, include: ["*.ts", "generator/*.ts"] };

export default defineConfig({ test: { ...shared, include: ["**/*.test.ts"], coverage } });
