import { createReceiver, sharedSecret } from "@proto-webhooks/receiver";
import { inbox } from "./inbox.ts";

const receiver = createReceiver({
  inbox,
  authenticate: [sharedSecret({ in: "header", secrets: process.env.WEBHOOK_SECRET ?? "" })],
});

export const POST: (request: Request) => Promise<Response> = receiver.fetch; // no start(): nothing is handled here
