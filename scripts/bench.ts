// `pnpm bench …`: builds what is measured, then measures it.
import { fileURLToPath } from "node:url";
import { assertNode } from "./assert-node.ts";
import { runTurbo } from "./turbo.ts";

assertNode();
const code = await runTurbo(["build", "--filter=@proto-webhooks/benchmarks^..."], { quiet: true });
if (code !== 0) process.exit(code);
const main = new URL("../packages/benchmarks/src/main.ts", import.meta.url);
process.argv[1] = fileURLToPath(main);
await import(main.href);
