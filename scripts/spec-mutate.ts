// `pnpm spec:mutate …`: mutates the spec, and says what nothing noticed.
import { assertNode } from "./assert-node.ts";

assertNode();
await import("../spec/mutate/main.ts");
