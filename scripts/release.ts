// `pnpm release`: publishes the version that stands in the packages; `--help` says from what, and where to.
import { fileURLToPath } from "node:url";
import { assertNode } from "./assert-node.ts";
import { prepare } from "./prepare.ts";

assertNode();
const args = process.argv.slice(2);
const root = fileURLToPath(new URL("../", import.meta.url));
// What is packed already needs no build.
if (!args.some((arg) => arg.startsWith("--tarballs") || arg === "--help" || arg === "-h")) {
  await prepare("build");
}
const { releaseCommand } = await import(
  new URL("../packages/release/src/commands/release.ts", import.meta.url).href
);
try {
  await releaseCommand(root, args);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
