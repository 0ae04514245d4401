/** What every package's `vitest.config.ts` shares. */
export const shared = {
  // A test ends by what it waits for; this is for one that hangs. Those that start compilers and browsers are slow on a
  // machine that does other things too.
  testTimeout: 30_000,
  hookTimeout: 30_000,
  // Type tests are checked by `tsc`, like all other source.
  include: ["{src,generate,test,scripts}/**/*.test.ts"],
  // The JSON report is what the closing count of `pnpm test` adds up, also on a cached run.
  reporters: ["default", "json"],
  outputFile: { json: ".reports/tests.json" },
  coverage: {
    enabled: true,
    provider: "v8" as const,
    include: ["src/**/*.ts", "generate/**/*.ts"],
    // Only what is written by hand counts.
    exclude: ["src/gen/**", "**/*.test.ts", "**/*.test-d.ts", "**/index.ts"],
    reporter: ["json-summary"],
    reportsDirectory: ".reports/coverage",
  },
};
