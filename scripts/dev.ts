// `pnpm dev`: watches the spec, and shows at once what an edit leads to, until Ctrl-C.
import { assertNode } from "./assert-node.ts";
import { dev } from "./dev/dev.ts";
import { onEnd } from "./on-end.ts";

assertNode();
await dev(onEnd().signal);
