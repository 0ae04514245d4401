import { createReceiver, unsafeMemoryInbox } from "@proto-webhooks/receiver";
import { toNodeHandler } from "@proto-webhooks/receiver/node";
import express, { type Express } from "express";

const receiver = createReceiver({ inbox: unsafeMemoryInbox() });
await receiver.start();

export const app: Express = express();
app.use("/webhook", toNodeHandler(receiver)); // before express.json()
