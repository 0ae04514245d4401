// `pnpm sizes`: builds, then writes what each entry adds to a bundle into the README.
import { fileURLToPath } from "node:url";
import { assertNode } from "./assert-node.ts";
import { runTurbo } from "./turbo.ts";

assertNode();
const code = await runTurbo(["build"], { quiet: true });
if (code !== 0) process.exit(code);
const root = fileURLToPath(new URL("../", import.meta.url));
const { sizesCommand } = await import(
  new URL("../packages/release/src/commands/tables.ts", import.meta.url).href
);
await sizesCommand(root);
