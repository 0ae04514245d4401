import type { EventState, Receipt } from "../../src/inbox.ts";

/** What the program with the inbox says, when it knows it. */
export type Note =
  /** The delivery was acknowledged. */
  | { readonly kind: "committed"; readonly delivery: number; readonly ids: readonly string[] }
  /** A handler saw the receipt. */
  | { readonly kind: "handed out"; readonly receipt: Receipt }
  /** The event is about to be settled so that nothing is left of it. */
  | { readonly kind: "lets go"; readonly chat: string; readonly receipt: Receipt }
  /** That an attempt ended was acknowledged. */
  | { readonly kind: "settled"; readonly id: string; readonly state: EventState | undefined };

/** All that was said until now. */
export class Told {
  /** The receipt ids of each acknowledged delivery. */
  readonly committed: Map<number, readonly string[]> = new Map();
  /** Those that a handler saw, by id. */
  readonly receipts: Map<string, Receipt> = new Map();
  /** Those that may be gone, by receipt id. */
  readonly letGo: Map<string, { readonly chat: string; readonly receipt: Receipt }> = new Map();
  /** By receipt id; undefined: nothing is left of it. */
  readonly settled: Map<string, EventState | undefined> = new Map();

  add(note: Note): void {
    if (note.kind === "committed") this.committed.set(note.delivery, note.ids);
    if (note.kind === "handed out") this.receipts.set(note.receipt.id, note.receipt);
    if (note.kind === "lets go") this.letGo.set(note.receipt.id, note);
    if (note.kind === "settled") this.settled.set(note.id, note.state);
  }
}
