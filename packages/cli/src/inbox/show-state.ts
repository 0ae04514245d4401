import type { EventState } from "@proto-webhooks/receiver";
import { style } from "../style.ts";

const colours = { pending: "cyan", done: "green", dead: "red", quarantined: "yellow" } as const;

/** The name of a state in its colour. */
export function showState(state: EventState): string {
  return style(colours[state], state);
}
