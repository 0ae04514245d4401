export default { test: { setupFiles: ["@proto-webhooks/mock-sender/matchers/vitest"] } };
