import type { KnownMessage, MediaType, QuickReply } from "@proto-webhooks/types";
import { type Check, isObject, listOf, objectOf, string, WrongValue } from "../../check.ts";
import type { Given } from "../../given.ts";
import { inPlace, readJson } from "../../trace/read-json.ts";

/** Reads the body of a call. @throws {FormatError} with the place of what is wrong. */
export type Read<Body> = (text: string) => Body;

const object: Check = (value, path) => {
  if (!isObject(value)) throw new WrongValue(path, "expected an object.");
};

const textOrObject: Check = (value, path) => {
  if (typeof value !== "string" && !isObject(value))
    throw new WrongValue(path, "expected a string or an object.");
};

/** What objects hold is judged by the builders, which know the spec. */
const read =
  <Body>(properties: Readonly<Record<string, Check>>, ...required: readonly string[]): Read<Body> =>
  (text) => {
    const value = readJson(text, "body");
    inPlace("body", undefined, () => objectOf(properties, ...required)(value, ""));
    return value as Body;
  };

export const readText: Read<{ text: string; quickReplies?: (string | Given<QuickReply>)[] }> = read(
  { text: string, quickReplies: listOf(textOrObject) },
  "text",
);

export const readMessages: Read<{ messages: Given<KnownMessage>[] }> = read(
  { messages: listOf(object) },
  "messages",
);

export const readMedia: Read<{ type: MediaType; url: string; filename?: string }> = read(
  { type: string, url: string, filename: string },
  "type",
  "url",
);

export const readWords: Read<{ text: string; replyToken?: string }> = read(
  { text: string, replyToken: string },
  "text",
);

export const readClick: Read<{ title: string; card?: string; replyToken?: string }> = read(
  { title: string, card: string, replyToken: string },
  "title",
);

/** Whatever it is. */
export const readNothing: Read<undefined> = () => undefined;
