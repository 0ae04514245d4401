import { createMockProto } from "@proto-webhooks/mock-sender";
import { expect, test } from "vitest";
import { receiver, suggestions } from "./bot.ts"; // yours

test("what Proto's bot suggests is offered to the human", async () => {
  const chat = await createMockProto({ deliverTo: receiver.fetch }).chat();
  await chat.bot.text("What is it about?", { quickReplies: ["Billing", "Agent"] });
  await expect.poll(() => suggestions.get(chat.id)).toEqual(["Billing", "Agent"]);
});
