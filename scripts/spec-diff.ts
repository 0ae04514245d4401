// `pnpm spec:diff [BASE]`: bundles the spec, then says what changed in it, for whom, and which version that demands.
import { prepare } from "./prepare.ts";

await prepare("generate", "--filter=@proto-webhooks/spec");
const { specDiff } = await import(new URL("../spec/diff/main.ts", import.meta.url).href);
process.exitCode = await specDiff(process.argv.slice(2));
