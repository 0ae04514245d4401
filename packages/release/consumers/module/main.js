// Every entry loads, and a mock, a receiver and a store work together. `entries.json` lists what the packages offer.
import { readFileSync } from "node:fs";
import { createMockProto } from "@proto-webhooks/mock-sender";
import { createReceiver } from "@proto-webhooks/receiver";
import { sqliteInbox } from "@proto-webhooks/receiver/sqlite";

const { modules, files } = JSON.parse(readFileSync(new URL("entries.json", import.meta.url), "utf8"));
for (const name of modules) await import(name);
for (const name of files) readFileSync(new URL(import.meta.resolve(name)));

const receiver = createReceiver({ inbox: sqliteInbox("chats.db") });
const handled = new Promise((resolve) =>
  receiver.onMessage("text", ({ message }) => resolve(message.data.text)),
);
await receiver.start();
const chat = await createMockProto({ deliverTo: receiver.fetch }).chat();
await chat.bot.text("What is it about?");
console.log(`${modules.length} modules, ${files.length} files; handled: ${await handled}`);
await receiver.close();
