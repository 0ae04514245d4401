import type { Delivery } from "@proto-webhooks/types";

const proto = "https://gw.proto.cx/webhook/channel_7f3a";
const headers = { "X-PROTO-TOKEN": "token-of-yours" };
const waiting = new Map<string, (text: string) => void>();

const post = (path: string, body: object) =>
  fetch(proto + path, { method: "POST", headers, body: JSON.stringify(body) });

/** Hands a question to Proto in a new chat; resolves with the text that Proto answers. */
export async function ask(question: string): Promise<string> {
  const { chat } = await (await post("/chat", { human: { name: "Ada" } })).json();
  const answer = new Promise<string>((resolve) => waiting.set(chat.id, resolve));
  await post(`/chat/${chat.id}/message`, { type: "text", data: { text: question } });
  return answer;
}

/** Receives what Proto delivers. */
export async function webhook(request: Request): Promise<Response> {
  const { events } = (await request.json()) as Delivery;
  for (const event of events) {
    if (!("messages" in event)) continue;
    for (const message of event.messages) {
      if (message.type === "text") waiting.get(event.chat.id)?.(message.data.text);
    }
  }
  return new Response();
}
