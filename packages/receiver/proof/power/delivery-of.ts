import type { Issue } from "@proto-webhooks/validators";
import type { NewEvent } from "../../src/inbox.ts";
import { Random } from "../random.ts";

/** Where an event belongs: it says so in its text. */
export interface Place {
  readonly delivery: number;
  readonly index: number;
}

const issue: Issue = {
  kind: "missing_property",
  path: ["messages"],
  pointer: "/messages",
  expected: "an array",
  found: "nothing",
  message: "messages: expected an array, found nothing",
};

const made = new Map<number, readonly NewEvent[]>();

/** The events of the delivery with this number: always the same, so that whoever finds one knows what it must be. */
export function deliveryOf(delivery: number): readonly NewEvent[] {
  const events = made.get(delivery) ?? make(delivery);
  made.set(delivery, events);
  return events;
}

function make(delivery: number): readonly NewEvent[] {
  const random = new Random(delivery);
  return Array.from({ length: random.int(1, 4) }, (_, index) => {
    const kind = random.pick(["valid", "valid", "valid", "unrecognized", "invalid"] as const);
    const text = random.pick(["ok ", "ü漢😀"]).repeat(random.int(1, 900));
    const json = JSON.stringify({ delivery, index, text });
    return { kind, chat: `chat_${random.int(1, 12)}`, json, issues: kind === "invalid" ? [issue] : [] };
  });
}
