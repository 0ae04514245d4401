// What TypeScript must not take of the types that were added.

import { tripMessage } from "@proto-webhooks/mock-sender";
import type { Receiver } from "@proto-webhooks/receiver";
import type { ButtonOf, MessageOf } from "@proto-webhooks/types";

export function wrong(receiver: Receiver, trip: MessageOf<"trip">, button: ButtonOf<"call">): void {
  receiver.on("chat_begun", () => {});
  receiver.onMessage("chat_started", () => {});
  if (trip.data.pace === "sideways") trip.data.stops.push(1);
  button.url = "https://www.example.com";
  tripMessage({ pace: "sideways" });
}
