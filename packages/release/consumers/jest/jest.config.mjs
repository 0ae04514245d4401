export default {
  testEnvironment: "node",
  testMatch: ["**/*.test.mjs"],
  transform: {},
  setupFilesAfterEnv: ["@proto-webhooks/mock-sender/matchers/jest"],
};
