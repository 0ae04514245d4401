import type { Bundle } from "../../diff/bundle.ts";

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const mapping = (members: Record<string, string>) =>
  Object.fromEntries(Object.entries(members).map(([tag, name]) => [tag, ref(name).$ref]));
const union = (members: Record<string, string>) => ({
  oneOf: Object.values(members).map(ref),
  discriminator: { propertyName: "type", mapping: mapping(members) },
});
const tag = (value: string) => ({ type: "string", const: value });
const text = { type: "string" };
const optionalText = { type: ["string", "null"] };
const json = (name: string, examples = {}) => ({
  content: { "application/json": { schema: ref(name), examples } },
});

/** A spec with one of each thing that a change may meet: open and closed lists, limits, both directions. Version 1.2.3. */
export function smallBundle(): Bundle {
  const example = { events: [{ type: "rated", chat: { id: "chat_1" }, stars: 5 }] };
  const bundle: Bundle = {
    openapi: "3.1.2",
    info: { title: "Small", version: "1.2.3", description: "A small spec." },
    servers: [{ url: "https://api.example.com" }],
    webhooks: {
      delivery: {
        post: {
          operationId: "receive",
          requestBody: json("Delivery", { rated: { value: example } }),
          responses: { "200": {} },
        },
      },
    },
    paths: {
      "/{channel}/chat": {
        post: {
          operationId: "createChat",
          requestBody: json("CreateChat"),
          responses: { "200": json("CreatedChat") },
        },
      },
    },
    components: {
      schemas: {
        Delivery: {
          type: "object",
          required: ["events"],
          properties: { events: { type: "array", items: ref("Event") } },
        },
        Event: {
          ...union({ new_cards: "NewCards", rated: "Rated" }),
          "x-unrecognized": ref("UnrecognizedEvent"),
        },
        UnrecognizedEvent: {
          type: "object",
          required: ["type", "chat"],
          properties: { type: text, chat: ref("Chat") },
        },
        NewCards: {
          type: "object",
          required: ["type", "chat", "cards", "media", "author"],
          properties: {
            type: tag("new_cards"),
            chat: ref("Chat"),
            cards: { type: "array", maxItems: 10, items: ref("Card") },
            media: ref("Media"),
            author: ref("Author"),
            button: ref("Button"),
          },
        },
        Rated: {
          type: "object",
          required: ["type", "chat", "stars"],
          properties: { type: tag("rated"), chat: ref("Chat"), stars: { type: "number" } },
        },
        Chat: { type: "object", required: ["id"], properties: { id: text } },
        Card: {
          type: "object",
          required: ["title", "imageUrl"],
          properties: {
            title: { ...text, description: "A title.", examples: ["Basic plan"] },
            imageUrl: { ...text, format: "uri" },
            text: optionalText,
          },
        },
        Media: { type: "string", enum: ["image", "video"] },
        Author: { type: "string", enum: ["bot", "agent"], "x-unrecognized": { type: "string" } },
        Button: union({ text: "TextButton", url: "UrlButton" }),
        TextButton: {
          type: "object",
          required: ["type", "title"],
          properties: { type: tag("text"), title: text, url: { type: "null" } },
        },
        UrlButton: {
          type: "object",
          required: ["type", "title", "url"],
          properties: { type: tag("url"), title: text, url: text },
        },
        CreateChat: {
          type: "object",
          required: ["name"],
          properties: { name: text, token: optionalText, tags: { type: "array", items: ref("Tag") } },
        },
        CreatedChat: {
          type: "object",
          required: ["id"],
          properties: { id: text, state: optionalText, tags: { type: "array", items: ref("Tag") } },
        },
        Tag: { type: "object", required: ["id"], properties: { id: text, value: optionalText } },
      },
    },
  };
  // Through JSON: what is written once above must not change in two places.
  return JSON.parse(JSON.stringify(bundle));
}
