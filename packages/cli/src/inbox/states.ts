import type { EventState } from "@proto-webhooks/receiver";

/** In the order in which an event goes through them: who walks along it meets each event at least once. */
export const states: readonly EventState[] = ["pending", "done", "dead", "quarantined"];
