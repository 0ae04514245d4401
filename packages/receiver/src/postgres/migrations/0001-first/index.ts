import { claim } from "./claim.ts";
import { clock } from "./clock.ts";
import { lanes } from "./lanes.ts";
import { operations } from "./operations.ts";
import { reads } from "./reads.ts";
import { settle } from "./settle.ts";
import { store } from "./store.ts";
import { tables } from "./tables.ts";

/** In the order in which they need one another. */
export const first: string = [tables, clock, lanes, store, claim, settle, operations, reads].join("\n");
