// `pnpm soak`: builds what the receiver needs, then kills one again and again; `--help` says how often, and on what.
import { assertNode } from "./assert-node.ts";
import { runTurbo } from "./turbo.ts";

assertNode();
const code = await runTurbo(["build", "--filter=@proto-webhooks/receiver"], { quiet: true });
if (code !== 0) process.exit(code);
const { soak } = await import(new URL("../packages/receiver/proof/soak.ts", import.meta.url).href);
await soak(process.argv.slice(2));
