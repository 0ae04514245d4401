// What TypeScript must not take of the types that were added.

import { routeMessage } from "@proto-webhooks/mock-sender";
import type { Receiver } from "@proto-webhooks/receiver";
import type { ButtonOf, MessageOf } from "@proto-webhooks/types";

export function wrong(receiver: Receiver, route: MessageOf<"route">, button: ButtonOf<"call">): void {
  receiver.on("chat_begun", () => {});
  receiver.onMessage("chat_started", () => {});
  if (route.data.pace === "sideways") route.data.stops.push(1);
  button.url = "https://www.example.com";
  routeMessage({ pace: "sideways" });
}
