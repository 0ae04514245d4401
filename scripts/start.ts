// `pnpm start`: builds what the playground needs, then plays the conversation.
import { assertNode } from "./assert-node.ts";
import { runTurbo } from "./turbo.ts";

assertNode();
if (process.stderr.isTTY) process.stderr.write("Generating and building …\n");
const code = await runTurbo(["build", "--filter=@proto-webhooks/playground"], { quiet: true });
if (code !== 0) process.exit(code);
await import(new URL("../packages/playground/dist/main.js", import.meta.url).href);
