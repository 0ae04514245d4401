// `pnpm release:licences`: writes what comes with the public packages, and under which licence.
import { fileURLToPath } from "node:url";
import { assertNode } from "./assert-node.ts";

assertNode();
const root = fileURLToPath(new URL("../", import.meta.url));
const { licencesCommand } = await import(
  new URL("../packages/release/src/commands/tables.ts", import.meta.url).href
);
licencesCommand(root);
