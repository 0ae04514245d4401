// `pnpm bench …`: builds what is measured, then measures it.
import { fileURLToPath } from "node:url";
import { prepare } from "./prepare.ts";

await prepare("build", "--filter=@proto-webhooks/benchmarks^...");
const main = new URL("../packages/benchmarks/src/main.ts", import.meta.url);
process.argv[1] = fileURLToPath(main);
await import(main.href);
