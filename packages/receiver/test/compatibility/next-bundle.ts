import type { Bundle } from "./tree.ts";

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const described = { description: "Something.", "x-provenance": "inferred" };
const text = (example: string) => ({ type: "string", ...described, examples: [example] });
const object = (title: string, properties: Record<string, unknown>, optional: string[] = []) => ({
  title,
  type: "object",
  ...described,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties,
});

/**
 * A next minor version of the spec: an event type, a message type with a list and an enum of its own, a button type, a
 * kind of author and optional properties more, and an example of each. All of it is what a receiver was told to expect.
 */
export function nextBundle(bundle: Bundle): Bundle {
  const { schemas } = bundle.components;
  schemas.ChatStartedEvent = object("ChatStartedEvent", {
    type: { type: "string", const: "chat_started", ...described },
    chat: ref("Chat"),
    channel: ref("Channel"),
    startedBy: text("human"),
  });
  addMember(schemas.Event, "chat_started", "ChatStartedEvent");

  schemas.Pace = { title: "Pace", type: "string", ...described, enum: ["slow", "fast"], examples: ["slow"] };
  schemas.RouteData = object("RouteData", {
    pace: ref("Pace"),
    stops: {
      type: "array",
      ...described,
      maxItems: 4,
      items: { type: "string" },
      examples: [["Main Street"]],
    },
  });
  schemas.RouteMessage = object("RouteMessage", {
    type: { type: "string", const: "route", ...described },
    author: ref("Author"),
    data: ref("RouteData"),
  });
  addMember(schemas.Message, "route", "RouteMessage");

  const button = { type: { type: "string", const: "call", ...described }, title: text("Call us") };
  schemas.CallButton = object("CallButton", { ...button, number: text("+15550100") }, ["number"]);
  addMember(schemas.Button, "call", "CallButton");

  schemas.AuthorType.enum.push("system");
  schemas.NewMessagesEvent.properties.language = { ...text("en"), type: ["string", "null"] };
  schemas.Human.properties.nickname = { ...text("Ada"), type: ["string", "null"] };

  const { examples } = bundle.webhooks.delivery.post.requestBody.content["application/json"];
  examples["new-types"] = { summary: "What is new", value: { events: newEvents } };
  return bundle;
}

function addMember(union: Bundle, type: string, name: string): void {
  union.oneOf.push(ref(name));
  union.discriminator.mapping[type] = ref(name).$ref;
}

const author = { type: "system", id: "system_1", name: "System" };
const chat = { id: "chat_next", human: { id: "human_next", name: "Ada", nickname: "A" } };
const channel = { id: "channel_next" };
const card = { title: "Us", text: "Here", imageUrl: "https://files.example.com/us.png" };

const newEvents = [
  { type: "chat_started", chat, channel, startedBy: "human" },
  {
    type: "new_messages",
    chat,
    channel,
    language: "en",
    messages: [
      { type: "text", author, data: { text: "Hello" } },
      { type: "route", author, data: { pace: "fast", stops: ["Main Street"] } },
      {
        type: "carousel",
        author,
        data: { cards: [{ ...card, buttons: [{ type: "call", title: "Call us", number: "+15550100" }] }] },
      },
    ],
  },
];
