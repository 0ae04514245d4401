// `pnpm proto-webhooks …`: the command line as it stands in this checkout.
import { fileURLToPath } from "node:url";
import { prepare } from "./prepare.ts";

await prepare("build", "--filter=proto-webhooks");
const command = new URL("../packages/cli/bin/proto-webhooks.js", import.meta.url);
process.argv[1] = fileURLToPath(command);
await import(command.href);
