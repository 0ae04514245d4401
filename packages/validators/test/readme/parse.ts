import { isMessage, parseDelivery, validateCard } from "@proto-webhooks/validators";
import * as strict from "@proto-webhooks/validators/strict";

const body = {
  events: [
    {
      type: "new_messages",
      chat: { id: "chat_1", human: { id: "human_1", name: "Ada" } },
      channel: { id: "channel_1" },
      messages: [],
      priority: "high", // not in the spec: a receiver lets it pass
    },
    {
      type: "some_future_event",
      chat: { id: "chat_1", human: { id: "human_1", name: "Ada" } },
      channel: { id: "channel_1" },
    },
    { type: "new_messages", chat: { id: 7 }, channel: { id: "channel_1" }, messages: [] },
  ],
};

const delivery = parseDelivery(body);
if (!delivery.ok) throw new Error("no object with an array of events");
delivery.valid; // the first event
delivery.unrecognized; // the second, whose type the spec does not list
delivery.invalid; // the third, with its issues:
//   events[2].chat.human: expected a required property, found nothing
//   events[2].chat.id: expected a string, found a number

validateCard({}); // { ok: false, issues } or { ok: true, value }
isMessage({}); // a guard

strict.validateDelivery(body);
//   events[0].priority: expected no property of this name, found a string
//   and the type of the second, and those of the third
