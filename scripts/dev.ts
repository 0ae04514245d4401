// `pnpm dev`: watches the spec, and shows at once what an edit leads to, until Ctrl-C.
import { assertNode } from "./assert-node.ts";
import { dev } from "./dev/dev.ts";

assertNode();
const end = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => end.abort());
await dev(end.signal);
