// `pnpm soak`: builds what the receiver needs, then kills one again and again; `--help` says how often, and on what.
import { prepare } from "./prepare.ts";

await prepare("build", "--filter=@proto-webhooks/receiver");
const { soak } = await import(new URL("../packages/receiver/proof/soak.ts", import.meta.url).href);
await soak(process.argv.slice(2));
