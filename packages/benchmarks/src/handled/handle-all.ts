import { createReceiver, type Inbox, type Receiver } from "@proto-webhooks/receiver";
import { cpuMicros } from "../child/cpu-micros.ts";
import { deliveryText } from "../delivery.ts";
import { openInbox } from "../stores/open-inbox.ts";
import type { Place } from "../stores/store.ts";
import { mustHold, VoidError } from "../void-error.ts";

/** What is sent. */
export interface Load {
  readonly events: number;
  readonly chats: number;
  /** How many deliveries, of one event each, are accepted at once. */
  readonly senders: number;
  /** Undefined for what the receiver does by default. */
  readonly duplicates?: "off" | "flag" | undefined;
}

/** What it took. */
export interface Handled {
  /** From the first delivery to the last event settled, in milliseconds. */
  readonly ms: number;
  /** CPU time of the process, in microseconds. */
  readonly cpu: number;
}

/** Longer than the slowest machine needs: an event that is lost ends the run instead of holding it up for ever. */
const longestMs = 120_000;

/**
 * Has deliveries accepted while the events of earlier ones are handled, by a handler that does nothing but look at their
 * order. All of the receiver takes part but for HTTP: reading, validation, commit, claim, attempt and settling.
 */
export async function handleAll(place: Place, load: Load): Promise<Handled> {
  const inbox = await openInbox(place);
  const faults: unknown[] = [];
  const receiver = createReceiver({
    inbox,
    duplicates: load.duplicates && { mode: load.duplicates },
    onError: ({ error }) => faults.push(error),
  });
  const handled = watchOrder(receiver, load.events);
  const bodies = Array.from({ length: load.events }, (_, n) => Buffer.from(deliveryText(n, load.chats)));
  try {
    await receiver.start();
    const [began, cpu] = [performance.now(), cpuMicros()];
    await Promise.all([acceptAll(receiver, bodies, load.senders), withinLimit(handled)]);
    // It asks for the books again and again, so only for the last few that are being settled.
    await receiver.idle();
    const taken = { ms: performance.now() - began, cpu: cpuMicros() - cpu };
    await checkBooks(inbox, load.events);
    mustHold(faults.length === 0, `something went wrong: ${faults[0]}`);
    return taken;
  } finally {
    await receiver.close();
  }
}

/** @returns what resolves when so many events were handled, and rejects when one comes out of order or again. */
function watchOrder(receiver: Receiver, events: number): Promise<void> {
  const sequences = new Map<string, number>();
  let handled = 0;
  return new Promise((resolve, reject) => {
    receiver.on("new_messages", ({ event, receipt }) => {
      const expected = (sequences.get(event.chat.id) ?? 0) + 1;
      if (receipt.sequence !== expected) {
        reject(
          new VoidError(`This run is void: event ${receipt.sequence} of a chat came instead of ${expected}.`),
        );
      }
      sequences.set(event.chat.id, expected);
      if (++handled === events) resolve();
    });
  });
}

async function withinLimit(handled: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new VoidError(`This run is void: an event was not handled within ${longestMs / 1_000} s.`);
    timer = setTimeout(() => reject(error), longestMs);
  });
  await Promise.race([handled, late]).finally(() => clearTimeout(timer));
}

async function acceptAll(
  { accept }: Receiver,
  bodies: readonly Uint8Array[],
  senders: number,
): Promise<void> {
  let next = 0;
  const header = (name: string) => (name === "content-type" ? "application/json" : undefined);
  const sendInLoop = async (): Promise<void> => {
    for (;;) {
      const bytes = bodies[next++];
      if (!bytes) return;
      const { status } = await accept({
        method: "POST",
        url: "/webhook",
        header,
        body: { kind: "bytes", bytes },
      });
      mustHold(status === 200, `a delivery was answered with ${status}`);
    }
  };
  await Promise.all(Array.from({ length: senders }, sendInLoop));
}

async function checkBooks(inbox: Inbox, events: number): Promise<void> {
  const { accepted, done } = await inbox.stats();
  mustHold(
    accepted === events && done === events,
    `of ${events} events ${accepted} were accepted, ${done} done`,
  );
}
