// `pnpm release:check`: builds, then does everything that a release does, short of the upload.
import { fileURLToPath } from "node:url";
import { assertNode } from "./assert-node.ts";
import { runTurbo } from "./turbo.ts";

assertNode();
const code = await runTurbo(["build"], { quiet: true });
if (code !== 0) process.exit(code);
const root = fileURLToPath(new URL("../", import.meta.url));
const { releaseCheckCommand } = await import(
  new URL("../packages/release/src/commands/release-check.ts", import.meta.url).href
);
process.exitCode = await releaseCheckCommand(root, process.argv.slice(2));
