import type { SendMessage } from "@proto-webhooks/types";
import { createMockProto, type MockChat, type MockProto, type MockProtoOptions } from "../src/index.ts";

/** A chat whose bot answers nothing, and what the human said in it. */
export async function quietChat(
  options?: MockProtoOptions,
): Promise<{ proto: MockProto; heard: SendMessage[]; chat: MockChat }> {
  const proto = createMockProto(options);
  const heard: SendMessage[] = [];
  proto.onHuman((message) => {
    heard.push(message);
  });
  return { proto, heard, chat: await proto.chat() };
}
