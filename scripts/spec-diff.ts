// `pnpm spec:diff [BASE]`: bundles the spec, then says what changed in it, for whom, and which version that demands.
import { assertNode } from "./assert-node.ts";
import { runTurbo } from "./turbo.ts";

assertNode();
const code = await runTurbo(["generate", "--filter=@proto-webhooks/spec"], { quiet: true });
if (code !== 0) process.exit(code);
const { specDiff } = await import(new URL("../spec/diff/main.ts", import.meta.url).href);
process.exitCode = await specDiff(process.argv.slice(2));
