import { answerParent } from "../child/answer-parent.ts";
import type { Place } from "../stores/store.ts";
import { type Handled, handleAll, type Load } from "./handle-all.ts";

/** A process that accepts and handles at once. */
export interface Handling {
  /** The inbox is new, and has what was accepted when it is over. */
  handle(work: Load & { readonly place: Place }): Promise<Handled>;
}

answerParent<Handling>({
  handle: ({ place, ...load }) => handleAll(place, load),
});
