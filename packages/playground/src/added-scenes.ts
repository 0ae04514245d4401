import type { ButtonType, EventType, MessageType } from "@proto-webhooks/types";
import type { Scene } from "./scene.ts";

/** What the written scenes play, by hand: a type that is added has a scene by itself, one that is taken out is told by tsc. */
const written: readonly string[] = [
  "new_messages",
  "text",
  "media",
  "carousel",
  "hyperlink",
  "thirdparty_agent_takeover",
] satisfies (EventType | MessageType)[];
const writtenButtons: readonly string[] = ["text", "postback", "url"] satisfies ButtonType[];

/** A scene for each type that came into the spec after the written ones: the spec's own example of it. */
export function addedScenes(
  events: readonly EventType[],
  messages: readonly MessageType[],
  buttons: readonly ButtonType[],
): Scene[] {
  const added = <T extends string>(types: readonly T[]) => types.filter((type) => !written.includes(type));
  return [
    ...added(messages).map((type) => ({
      title: `A message of type ${type}`,
      play: ({ chat }: Parameters<Scene["play"]>[0]) => chat.bot.send({ type }),
    })),
    ...added(events).map((type) => ({
      title: `An event of type ${type}`,
      play: ({ chat }: Parameters<Scene["play"]>[0]) => chat.deliver({ type }),
    })),
    ...buttons
      .filter((type) => !writtenButtons.includes(type))
      .map((type) => ({
        title: `A button of type ${type}`,
        play: ({ chat }: Parameters<Scene["play"]>[0]) =>
          chat.bot.send({ type: "carousel", data: { cards: [{ buttons: [{ type }] }] } }),
      })),
  ];
}
