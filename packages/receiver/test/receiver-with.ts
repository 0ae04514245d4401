import {
  createReceiver,
  type Inbox,
  type Receiver,
  type ReceiverOptions,
  unsafeMemoryInbox,
} from "../src/index.ts";

/** A receiver on an inbox in memory, and that inbox. It says nothing on the console. */
export function receiverWith(options: Partial<ReceiverOptions> = {}): { inbox: Inbox; receiver: Receiver } {
  const inbox = unsafeMemoryInbox();
  return { inbox, receiver: createReceiver({ inbox, onError: () => {}, ...options }) };
}
