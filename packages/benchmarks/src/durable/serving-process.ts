import { createReceiver, type InboxStats } from "@proto-webhooks/receiver";
import { type Listening, listen } from "@proto-webhooks/receiver/node";
import { answerParent } from "../child/answer-parent.ts";
import { cpuMicros } from "../child/cpu-micros.ts";
import { openInbox } from "../stores/open-inbox.ts";
import type { Place } from "../stores/store.ts";
import { nullInbox } from "./null-inbox.ts";

/** A server that accepts and does not handle. */
export interface Serving {
  /** Begins to listen. Null is no place: the same server without an inbox. @returns the port. */
  listen(how: { readonly place: Place | null; readonly duplicates?: "off" | "flag" }): Promise<number>;
  /** CPU time of the process so far, in microseconds. */
  cpu(): Promise<number>;
  /** Ends it. @returns the books. */
  close(): Promise<InboxStats>;
}

let running: { readonly server: Listening; close(): Promise<InboxStats> } | undefined;

answerParent<Serving>({
  async listen({ place, duplicates: mode }) {
    const inbox = place === null ? nullInbox() : await openInbox(place);
    const receiver = createReceiver({ inbox, duplicates: mode && { mode } });
    const server = await listen(receiver, { port: 0 });
    running = {
      server,
      async close() {
        await server.close();
        const books = await inbox.stats();
        await receiver.close();
        return books;
      },
    };
    return server.port;
  },
  cpu: async () => cpuMicros(),
  async close() {
    if (!running) throw new Error("It does not listen.");
    return running.close();
  },
});
