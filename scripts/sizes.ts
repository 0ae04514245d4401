// `pnpm sizes`: builds, then writes what each entry adds to a bundle into the README.
import { fileURLToPath } from "node:url";
import { prepare } from "./prepare.ts";

await prepare("build");
const root = fileURLToPath(new URL("../", import.meta.url));
const { sizesCommand } = await import(
  new URL("../packages/release/src/commands/tables.ts", import.meta.url).href
);
await sizesCommand(root);
