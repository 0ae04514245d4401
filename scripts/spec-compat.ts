// `pnpm spec:compat [REVISION]`: exchanges deliveries with another state of the repo, each way, more than the tests do.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { assertNode } from "./assert-node.ts";
import { prepare } from "./prepare.ts";

assertNode();
const [revision, ...more] = process.argv.slice(2);
if (more.length > 0 || revision?.startsWith("-")) {
  console.error(
    "One git revision at most: npx -y pnpm@12 spec:compat v0.1.0 (default: the last release's tag)",
  );
  process.exit(2);
}
await prepare("build", "--filter=@proto-webhooks/receiver");
const receiver = fileURLToPath(new URL("../packages/receiver/", import.meta.url));
const vitest = fileURLToPath(new URL("../node_modules/vitest/vitest.mjs", import.meta.url));
const args = [vitest, "run", "--coverage.enabled=false", "--reporter=verbose", "test/compatibility.test.ts"];
spawn(process.execPath, args, {
  cwd: receiver,
  env: { ...process.env, COMPATIBILITY_DELIVERIES: "5000", ...(revision && { COMPATIBLE_WITH: revision }) },
  stdio: "inherit",
}).on("close", (exit) => {
  process.exitCode = exit ?? 1;
});
