import type { Event } from "@proto-webhooks/types";
import type { Handle, ReceiverUnderTest } from "../../src/conforms/index.ts";

/** A receiver of a few lines, in which one thing can be done otherwise than it should be. */
export interface Naivety {
  /** Refuses a delivery, before it is stored. */
  refuse?: (text: string, events: Event[], request: Request) => number | undefined;
  /** What is stored of a delivery. */
  keep?: (events: Event[]) => Event[];
  /** What comes before it is stored. */
  before?: (text: string, request: Request) => Promise<"known" | undefined>;
  /** Answers when it was handled. */
  waits?: boolean;
  /** Handles each by itself, the later ones first. */
  backwards?: boolean;
  status?: number;
}

/** Stores in memory, answers, and handles one event after the other. What a handler throws is not tried again. */
export function simpleReceiver(handle: Handle, naivety: Naivety = {}): ReceiverUnderTest {
  const { refuse, keep = (events) => events, before, waits, backwards, status = 200 } = naivety;
  const stored: Event[] = [];
  let working = Promise.resolve();
  const work = async () => {
    const next = backwards ? stored.pop() : stored.shift();
    if (next) await handle(next).catch((error: unknown) => (waits ? Promise.reject(error) : undefined));
  };
  const store = (events: Event[]) => {
    stored.push(...keep(events));
    const all = events.map(() => {
      const done = working.then(work);
      working = done.catch(() => {});
      return done;
    });
    return Promise.all(all);
  };
  const deliverTo = async (request: Request) => {
    let text: string;
    let events: Event[];
    try {
      text = await request.text();
      events = JSON.parse(text).events;
    } catch {
      return new Response(null, { status: 400 });
    }
    if ((await before?.(text, request)) === "known") return new Response();
    const refusal = refuse?.(text, events, request);
    if (refusal) return new Response(null, { status: refusal });
    const done = store(events);
    if (!waits) done.catch(() => {});
    else if (
      await done.then(
        () => false,
        () => true,
      )
    )
      return new Response(null, { status: 500 });
    return new Response(null, { status });
  };
  const idle = async () => {
    for (let before: unknown; before !== working; ) {
      before = working;
      await working;
    }
  };
  return { deliverTo, idle };
}
