// `pnpm proto-webhooks …`: the command line as it stands in this checkout.
import { fileURLToPath } from "node:url";
import { assertNode } from "./assert-node.ts";
import { runTurbo } from "./turbo.ts";

assertNode();
const code = await runTurbo(["build", "--filter=proto-webhooks"], { quiet: true });
if (code !== 0) process.exit(code);
const command = new URL("../packages/cli/bin/proto-webhooks.js", import.meta.url);
process.argv[1] = fileURLToPath(command);
await import(command.href);
