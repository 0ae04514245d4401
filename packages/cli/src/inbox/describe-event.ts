import type { StoredEvent } from "@proto-webhooks/receiver";
import { eventTypes } from "@proto-webhooks/validators";

/** What `--json` prints of an event. Nothing of what the event says, unless that is asked for. */
export interface DescribedEvent {
  id: string;
  state: StoredEvent["state"];
  kind: StoredEvent["kind"];
  /** Null for one that the spec does not list: it may hold anything. */
  type: string | null;
  chat: string | null;
  sequence: number;
  time: string;
  attempts: number;
  lastError: string | null;
  settled: string | null;
  waits: NonNullable<StoredEvent["waits"]> | null;
  suspectedDuplicateOf: string | null;
  traceparent: string | null;
  issues: { kind: string; pointer: string; message: string }[];
  /** How long the text of the event is. */
  bytes: number;
  /** Only when revealed: a short text can be guessed from it. */
  fingerprint?: string | null;
  /** Only when revealed: the exact text of the event. */
  json?: string;
}

/** @param reveal shows what the event says. */
export function describeEvent(event: StoredEvent, reveal: boolean): DescribedEvent {
  const { receipt, state, kind, chat, attempts, json } = event;
  return {
    id: receipt.id,
    state,
    kind,
    type: knownType(json),
    chat: chat ?? null,
    sequence: receipt.sequence,
    time: receipt.time,
    attempts,
    lastError: event.lastError ?? null,
    settled: event.settled ?? null,
    waits: event.waits ?? null,
    suspectedDuplicateOf: receipt.suspectedDuplicateOf ?? null,
    traceparent: event.traceparent ?? null,
    issues: event.issues.map((issue) => ({
      kind: issue.kind,
      pointer: issue.pointer,
      message: issue.message,
    })),
    bytes: Buffer.byteLength(json),
    ...(reveal && { fingerprint: receipt.fingerprint ?? null, json }),
  };
}

/** The type of an event, if the spec lists it. The text may be any JSON. */
function knownType(json: string): string | null {
  const event: unknown = JSON.parse(json);
  if (typeof event !== "object" || event === null || !("type" in event)) return null;
  return eventTypes.find((type) => type === event.type) ?? null;
}
