import type { MockChat, MockProto } from "@proto-webhooks/mock-sender";
import type { SendMessage } from "@proto-webhooks/types";

/** What a scene plays with. */
export interface Stage {
  proto: MockProto;
  chat: MockChat;
  /** Sends a body byte for byte, also one that the builders would refuse. */
  raw(body: string): Promise<void>;
  /** Says something as the human, through the Messaging API, and waits for what the bot answers. */
  says(message: SendMessage): Promise<void>;
}

/** One scene of the conversation. */
export interface Scene {
  title: string;
  play(stage: Stage): Promise<unknown>;
}
