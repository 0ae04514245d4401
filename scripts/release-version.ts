// `pnpm release:version`: bundles the spec, then gives the changes that wait a version.
import { fileURLToPath } from "node:url";
import { assertNode } from "./assert-node.ts";
import { runTurbo } from "./turbo.ts";

assertNode();
const code = await runTurbo(["generate"], { quiet: true });
if (code !== 0) process.exit(code);
const root = fileURLToPath(new URL("../", import.meta.url));
const { releaseVersionCommand } = await import(
  new URL("../packages/release/src/commands/release-version.ts", import.meta.url).href
);
try {
  await releaseVersionCommand(root);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
