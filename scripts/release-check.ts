// `pnpm release:check`: builds, then does everything that a release does, short of the upload.
import { fileURLToPath } from "node:url";
import { prepare } from "./prepare.ts";

await prepare("build");
const root = fileURLToPath(new URL("../", import.meta.url));
const { releaseCheckCommand } = await import(
  new URL("../packages/release/src/commands/release-check.ts", import.meta.url).href
);
process.exitCode = await releaseCheckCommand(root, process.argv.slice(2));
