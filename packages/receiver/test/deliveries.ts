import type { TextMessage } from "@proto-webhooks/types";

/** A text message of a bot. */
export function text(content: string): TextMessage {
  return { type: "text", author: { type: "bot", id: "bot_1", name: "Support bot" }, data: { text: content } };
}

/** An event of a chat; `new_messages` with one text unless said otherwise. */
export function event(chat: string, more: object = {}): object {
  return {
    type: "new_messages",
    chat: { id: chat, human: { id: "human_1", name: "Ada" } },
    channel: { id: "channel_1" },
    messages: [text("Hello")],
    ...more,
  };
}

/** A delivery as a request of the Fetch standard. */
export function post(body: unknown, headers: Record<string, string> = {}): Request {
  return new Request("http://bot.example/webhook", {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

/** A promise with its handles outside. */
export function deferred<T = void>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
