// Runs the tests of the packages that people run on the very Node that runs this file, from what is built already.
// `pnpm test` uses the Node that the repo brings along; this is how another version is tried.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const packages = ["types", "validators", "receiver", "mock-sender", "cli", "playground"];
const vitest = fileURLToPath(new URL("../node_modules/vitest/vitest.mjs", import.meta.url));

console.log(`Node ${process.versions.node}`);
const failed = packages.filter((name) => {
  const cwd = fileURLToPath(new URL(`../packages/${name}`, import.meta.url));
  const run = spawnSync(process.execPath, [vitest, "run", "--coverage.enabled=false"], {
    cwd,
    stdio: "inherit",
  });
  return run.status !== 0;
});
if (failed.length > 0) console.error(`Failed on Node ${process.versions.node}: ${failed.join(", ")}`);
process.exitCode = failed.length > 0 ? 1 : 0;
