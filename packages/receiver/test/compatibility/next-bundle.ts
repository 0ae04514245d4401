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
 * kind of author and optional properties more, and an example of each. All of it is what a receiver was told to expect. The
 * names are such that the spec will never have them.
 */
export function nextBundle(bundle: Bundle): Bundle {
  const { schemas } = bundle.components;
  schemas.ProbeEvent = object("ProbeEvent", {
    type: { type: "string", const: "probe_event", ...described },
    chat: ref("Chat"),
    channel: ref("Channel"),
    startedBy: text("human"),
  });
  addMember(schemas.Event, "probe_event", "ProbeEvent");

  schemas.ProbePace = {
    title: "ProbePace",
    type: "string",
    ...described,
    enum: ["slow", "fast"],
    examples: ["slow"],
  };
  schemas.ProbeData = object("ProbeData", {
    pace: ref("ProbePace"),
    stops: {
      type: "array",
      ...described,
      maxItems: 4,
      items: { type: "string" },
      examples: [["Main Street"]],
    },
  });
  schemas.ProbeMessage = object("ProbeMessage", {
    type: { type: "string", const: "probe_message", ...described },
    author: ref("Author"),
    data: ref("ProbeData"),
  });
  addMember(schemas.Message, "probe_message", "ProbeMessage");

  const button = { type: { type: "string", const: "probe_button", ...described }, title: text("Call us") };
  schemas.ProbeButton = object("ProbeButton", { ...button, number: text("+15550100") }, ["number"]);
  addMember(schemas.Button, "probe_button", "ProbeButton");

  schemas.AuthorType.enum.push("probe");
  schemas.NewMessagesEvent.properties.probe = { ...text("en"), type: ["string", "null"] };
  schemas.Human.properties.probe = { ...text("Ada"), type: ["string", "null"] };

  const { examples } = bundle.webhooks.delivery.post.requestBody.content["application/json"];
  examples["new-types"] = { summary: "What is new", value: { events: newEvents } };
  return bundle;
}

function addMember(union: Bundle, type: string, name: string): void {
  union.oneOf.push(ref(name));
  union.discriminator.mapping[type] = ref(name).$ref;
}

const author = { type: "probe", id: "system_1", name: "System" };
const chat = { id: "chat_next", human: { id: "human_next", name: "Ada", probe: "A" } };
const channel = { id: "channel_next" };
const card = { title: "Us", text: "Here", imageUrl: "https://files.example.com/us.png" };

const newEvents = [
  { type: "probe_event", chat, channel, startedBy: "human" },
  {
    type: "new_messages",
    chat,
    channel,
    probe: "en",
    messages: [
      { type: "text", author, data: { text: "Hello" } },
      { type: "probe_message", author, data: { pace: "fast", stops: ["Main Street"] } },
      {
        type: "carousel",
        author,
        data: {
          cards: [{ ...card, buttons: [{ type: "probe_button", title: "Call us", number: "+15550100" }] }],
        },
      },
    ],
  },
];
