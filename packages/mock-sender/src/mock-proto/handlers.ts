import type { paths, SendMessage } from "@proto-webhooks/types";
import * as strict from "@proto-webhooks/validators/strict";
import type { HttpHandler } from "msw";
import { createOpenApiHttp } from "openapi-msw";
import { tokenHeader } from "../gen/messaging-api.ts";
import type { MockProtoOptions } from "./options.ts";
import { placesOf } from "./options.ts";
import { problem } from "./problem.ts";
import type { ChatRecord, State } from "./state.ts";

/** The Messaging API of mock Proto, as handlers of MSW. */
export function createHandlers(
  options: MockProtoOptions,
  state: State,
  /** Is told what a human says, before the call is answered. */
  hear: (chat: ChatRecord, message: SendMessage) => void,
): HttpHandler[] {
  const { baseUrl, paths: at } = placesOf(options);
  const http = createOpenApiHttp<paths>({ baseUrl });
  const refuse = (request: Request, channelId: string) => refusal(options, request, channelId);

  return [
    http.post(at.createHuman, async ({ request, params, response }) => {
      const body = refuse(request, params.channel_id) ?? (await read(request, strict.validateHumanFields));
      if (body instanceof Response) return response.untyped(body);
      const { id } = state.createHuman(params.channel_id, body.value);
      return response(200).json({ human: { id } });
    }),

    http.get(at.getHuman, ({ request, params, response }) => {
      const refused = refuse(request, params.channel_id);
      if (refused) return response.untyped(refused);
      const human = state.findHuman(params.channel_id, params.human_id);
      return human ? response(200).json(human) : response.untyped(unknown("human"));
    }),

    http.post(at.createChat, async ({ request, params, response }) => {
      const body = refuse(request, params.channel_id) ?? (await read(request, strict.validateCreateChat));
      if (body instanceof Response) return response.untyped(body);
      const chat = state.createChat(params.channel_id, body.value);
      return chat ? response(200).json({ chat: { id: chat.id } }) : response.untyped(unknown("human"));
    }),

    http.post(at.sendMessage, async ({ request, params, response }) => {
      const refused = refuse(request, params.channel_id);
      if (refused) return response.untyped(refused);
      const chat = state.findChat(params.channel_id, params.chat_id);
      if (!chat) return response.untyped(unknown("chat"));
      const body = await read(request, strict.validateSendMessage);
      if (body instanceof Response) return response.untyped(body);
      hear(chat, body.value);
      return response(200).empty();
    }),
  ];
}

/** Refuses a call without the token, or of a channel that there is not. */
function refusal(
  { token, channelId }: MockProtoOptions,
  request: Request,
  channel: string,
): Response | undefined {
  const given = request.headers.get(tokenHeader);
  if (!given) return problem(401, `The header ${tokenHeader} is missing.`);
  if (token !== undefined && given !== token) {
    return problem(401, `The header ${tokenHeader} does not hold the token that mock Proto expects.`);
  }
  return channelId === undefined || channel === channelId ? undefined : unknown("channel");
}

function unknown(what: "channel" | "human" | "chat"): Response {
  return problem(404, `Mock Proto knows no ${what} of this id.`);
}

async function read<T>(request: Request, validate: strict.Validator<T>): Promise<Response | { value: T }> {
  let body: unknown;
  try {
    body = await request.json();
  } catch {
    return problem(400, "The body is not JSON.");
  }
  const result = validate(body);
  if (result.ok) return result;
  return problem(400, result.issues.map((issue) => issue.message).join("\n"), { issues: result.issues });
}
