// A process: a receiver of its tree, which listens until it is told to stop and then says what it took.
import { once } from "node:events";
import { eventTypes, messageTypes } from "@proto-webhooks/validators";
import { createReceiver, unsafeMemoryInbox } from "../../src/index.ts";
import { listen } from "../../src/node/index.ts";
import type { Taken } from "./account.ts";
import { tell } from "./tell.ts";

const inbox = unsafeMemoryInbox();
const receiver = createReceiver({ inbox, attempts: 1, onError: () => {} });
const events: string[] = [];
const unrecognized = { events: new Set<string>(), messages: new Set<string>() };

for (const type of eventTypes) receiver.on(type, ({ event }) => events.push(JSON.stringify(event)));
receiver.onUnrecognizedEvent(({ event }) => {
  events.push(JSON.stringify(event));
  unrecognized.events.add(event.type);
});
receiver.onUnrecognizedMessage(({ message }) => unrecognized.messages.add(message.type));

await receiver.start();
const listening = await listen(receiver, { port: 0 });
await tell(listening.url);
await once(process, "message");

await receiver.idle();
const { accepted, done, dead, quarantined, pending } = await inbox.stats();
const taken: Taken = {
  stats: { accepted, done, dead, quarantined, pending },
  events,
  listed: { events: eventTypes, messages: messageTypes },
  unrecognizedEvents: [...unrecognized.events].sort(),
  unrecognizedMessages: [...unrecognized.messages].sort(),
};
await tell(taken);
await listening.close();
await receiver.close();
process.disconnect?.();
