import { eventTypes } from "@proto-webhooks/validators";

/** The type of an event as a metric may have it: one that the spec lists, or `other`, as a sender may write anything. */
export function knownType(type: unknown): string {
  return (eventTypes as readonly unknown[]).includes(type) ? String(type) : "other";
}
