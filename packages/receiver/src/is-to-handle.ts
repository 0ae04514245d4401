import type { NewEvent } from "./inbox.ts";

/** Whether an event goes behind its lane, to a handler; the others go to quarantine. */
export function isToHandle({ kind, chat }: Pick<NewEvent, "kind" | "chat">): boolean {
  return kind !== "invalid" && chat !== undefined;
}
