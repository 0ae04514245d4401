export default {
  testMatch: ["**/*.jest.mjs"],
  testEnvironment: "node",
  // ES modules as they are.
  transform: {},
  setupFilesAfterEnv: ["<rootDir>/setup.mjs"],
  watchman: false,
};
