// What users write. Each type that is wrong, or lost, is an error of the compiler.
import { createMockProto, deliver, type MockChat, textMessage } from "@proto-webhooks/mock-sender";
import { createReceiver, sharedSecret } from "@proto-webhooks/receiver";
import { listen } from "@proto-webhooks/receiver/node";
import { postgresInbox } from "@proto-webhooks/receiver/postgres";
import { sqliteInbox } from "@proto-webhooks/receiver/sqlite";
import type { Button, Event, Message } from "@proto-webhooks/types";
import { parseDelivery } from "@proto-webhooks/validators";
import { validateDelivery } from "@proto-webhooks/validators/strict";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

export function labelOf(message: Message): string {
  switch (message.type) {
    case "text": {
      const isString: Same<typeof message.data.text, string> = true;
      return isString ? message.data.text : "";
    }
    case "carousel":
      return message.data.cards.map((card) => card.title).join();
    default:
      return message.type;
  }
}

export function targetOf(button: Button): string {
  return button.type === "url" ? (button.url ?? "") : button.type;
}

export function textsOf(body: unknown): string[] {
  const delivery = parseDelivery(body);
  if (!delivery.ok) return delivery.issues.map(({ message }) => message);
  return delivery.valid.flatMap(({ event }: { event: Event }) =>
    event.type === "new_messages" ? event.messages.map(labelOf) : [],
  );
}

export async function run(durable: boolean): Promise<MockChat> {
  const receiver = createReceiver({
    inbox: durable
      ? postgresInbox({ connectionString: "postgres://localhost/chats" })
      : sqliteInbox("chats.db"),
    authenticate: [sharedSecret({ in: "header", secrets: ["one", "two"] })],
  });
  receiver.onMessage("text", ({ message, receipt, attempt }) => {
    const text: string = message.data.text;
    console.log(text, receipt.sequence satisfies number, attempt satisfies number);
  });
  // @ts-expect-error There is no such type of message.
  receiver.onMessage("telegram", () => undefined);
  await receiver.start();
  const { url } = await listen(receiver, { port: 0 });
  const proto = createMockProto({ deliverTo: url });
  // @ts-expect-error A text is a string.
  textMessage({ text: 7 });
  await deliver({ events: [] }, { to: receiver.fetch });
  const strict = validateDelivery({ events: [] });
  console.log(strict.ok);
  return await proto.chat();
}
