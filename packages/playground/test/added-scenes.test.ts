import type { ButtonType, EventType, MessageType } from "@proto-webhooks/types";
import { expect, test } from "vitest";
import { addedScenes } from "../src/added-scenes.ts";

test("what Proto adds to the spec gets a scene, and what has one does not", () => {
  const events = ["new_messages", "some_future_event"] as EventType[];
  const messages = ["text", "some_future_message"] as MessageType[];
  const buttons = ["text", "some_future_button"] as ButtonType[];
  expect(addedScenes(events, messages, buttons).map(({ title }) => title)).toEqual([
    "A message of type some_future_message",
    "An event of type some_future_event",
    "A button of type some_future_button",
  ]);
});
