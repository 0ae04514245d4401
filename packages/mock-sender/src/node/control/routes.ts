import type { MockProto } from "../../mock-proto/create-mock-proto.ts";
import type { MockChat, Speaker } from "../../mock-proto/mock-chat.ts";
import type { SentDelivery } from "../../mock-proto/sent-delivery.ts";
import type { TranscriptEntry } from "../../mock-proto/transcript.ts";
import { parseScenario } from "../../schedule/parse-scenario.ts";
import { type PlayOptions, play } from "../../schedule/play.ts";
import * as bodies from "./bodies.ts";
import { NoSuchChat } from "./no-such-chat.ts";
import document from "./openapi.json" with { type: "json" };

/** What stands in the braces of a path. */
export type Params = Readonly<Record<string, string>>;

/** An endpoint. */
export interface ControlRoute {
  readonly method: "GET" | "POST";
  /** As in the document, with parameters in braces. */
  readonly path: string;
  /** Reads the body, and resolves with what is answered as JSON; with undefined for an answer without a body. */
  run(text: string, params: Params): unknown;
}

/** All endpoints under `/_mock`, as `openapi.json` beside this file describes them. */
export function controlRoutes(proto: MockProto, options: PlayOptions): ControlRoute[] {
  const chatOf = ({ chat_id }: Params): MockChat => {
    const chat = proto.chats.find(({ id }) => id === chat_id);
    if (!chat) throw new NoSuchChat();
    return chat;
  };
  return [
    get("/_mock/openapi.json", () => document),
    get("/_mock/state", () => stateOf(proto)),
    get("/_mock/deliveries", () => ({ deliveries: proto.deliveries.map(plain) })),
    post("/_mock/reset", bodies.readNothing, () => proto.reset()),
    post("/_mock/idle", bodies.readNothing, () => proto.idle()),
    post(
      "/_mock/scenario",
      (text) => parseScenario(text, "body"),
      async (scenario) => {
        const { deliveries } = await play(scenario, options);
        return { deliveries };
      },
    ),
    ...speakerRoutes("bot", (params) => chatOf(params).bot),
    ...speakerRoutes("agent", (params) => chatOf(params).agent),
    post("/_mock/chats/{chat_id}/agent/takes-over", bodies.readNothing, async (_, params) => {
      return plain(await chatOf(params).agent.takesOver());
    }),
    post("/_mock/chats/{chat_id}/human/says", bodies.readWords, ({ text, ...options }, params) => {
      const chat = chatOf(params);
      return said(chat, () => chat.human.says(text, options));
    }),
    post("/_mock/chats/{chat_id}/human/clicks", bodies.readClick, ({ title, ...options }, params) => {
      const chat = chatOf(params);
      return said(chat, () => chat.human.clicks(title, options));
    }),
  ];
}

function speakerRoutes(who: "bot" | "agent", speakerOf: (params: Params) => Speaker): ControlRoute[] {
  const path = `/_mock/chats/{chat_id}/${who}`;
  return [
    post(`${path}/text`, bodies.readText, async ({ text, ...options }, params) =>
      plain(await speakerOf(params).text(text, options)),
    ),
    post(`${path}/media`, bodies.readMedia, async ({ type, url, ...options }, params) =>
      plain(await speakerOf(params).media(type, url, options)),
    ),
    post(`${path}/messages`, bodies.readMessages, async ({ messages }, params) =>
      plain(await speakerOf(params).send(...messages)),
    ),
  ];
}

function get(path: string, answer: () => unknown): ControlRoute {
  return { method: "GET", path, run: answer };
}

function post<Body>(
  path: string,
  read: bodies.Read<Body>,
  answer: (body: Body, params: Params) => unknown,
): ControlRoute {
  return { method: "POST", path, run: (text, params) => answer(read(text), params) };
}

function stateOf({ humans, chats, transcript }: MockProto) {
  const plainChats = chats.map(({ id, channelId, chatToken, human }) => ({
    id,
    channelId,
    chatToken,
    human,
  }));
  return { humans, chats: plainChats, transcript };
}

function plain({ delivery, status, body, durationMs }: SentDelivery) {
  return { delivery, status, body, durationMs };
}

/** What was said in a chat while something was done, and what the click did, if it was one. */
async function said(chat: MockChat, act: () => Promise<unknown>) {
  const before = chat.transcript.length;
  const click = await act();
  const transcript: readonly TranscriptEntry[] = chat.transcript.slice(before);
  return { click, transcript };
}
