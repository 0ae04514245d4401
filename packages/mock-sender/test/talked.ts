import { createMockProto, type MockChat, type MockProto, textMessage } from "../src/index.ts";

/** A chat in which the human was answered, and another in which nobody spoke but the bot. */
export async function talked(): Promise<Record<"chat" | "other", MockChat> & { proto: MockProto }> {
  const proto = createMockProto();
  proto.onHuman([["Hi", [textMessage({ text: "Hello" }), textMessage({ text: "What is it about?" })]]]);
  const [chat, other] = [await proto.chat(), await proto.chat({ chatToken: "mine" })];
  await chat.bot.text("Welcome", { quickReplies: ["Billing"] });
  await chat.human.says("Hi", { replyToken: "r" });
  await other.agent.media("image", "https://files.example.com/receipt.png");
  return { proto, chat, other };
}
