import type { DeliveryListener, SentDelivery } from "./sent-delivery.ts";

/** Keeps the deliveries that were answered, and tells listeners of each. */
export interface DeliveryLog {
  /** In the order of the answers. */
  readonly deliveries: readonly SentDelivery[];
  /** Notes into the list that there is now, also when the log was cleared in between. */
  noter(): (sent: SentDelivery) => void;
  /** @returns ends that. */
  listen(listener: DeliveryListener): () => void;
  /** Forgets deliveries and listeners. */
  clear(): void;
}

/** @param always is told of each delivery, also after `clear`. */
export function createDeliveryLog(always: DeliveryListener = () => {}): DeliveryLog {
  let deliveries: SentDelivery[] = [];
  let listeners: DeliveryListener[] = [];
  return {
    get deliveries() {
      return deliveries;
    },
    noter() {
      const noted = deliveries;
      return (sent) => {
        noted.push(sent);
        for (const listener of [always, ...listeners]) listener(sent);
      };
    },
    listen(listener) {
      listeners.push(listener);
      return () => {
        listeners = listeners.filter((one) => one !== listener);
      };
    },
    clear() {
      [deliveries, listeners] = [[], []];
    },
  };
}
