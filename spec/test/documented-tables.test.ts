import { expect, test } from "vitest";
import { resolve, type Schema, schemaNamed } from "./support/spec.ts";

/** Every row of every table of Proto's page of webhook events: where it stands here, its name there, its type there. */
const rows: [schema: string, path: string, type: string][] = [
  // Common properties: of each event, also of one whose type is not listed.
  ...["NewMessagesEvent", "UnrecognizedEvent"].flatMap((event): [string, string, string][] => [
    [event, "chat", "Chat"],
    [event, "channel.id", "String"],
    [event, "chatToken", "Optional[String]"],
    [event, "type", "String"],
  ]),
  // ChatObject
  ["Chat", "id", "String"],
  ["Chat", "human.id", "String"],
  ["Chat", "human.name", "String"],
  // new_messages
  ["NewMessagesEvent", "messages", "Array[Message]"],
  ["NewMessagesEvent", "replyToken", "Optional[String]"],
  // MessageObject: of each message, also of one whose type is not listed.
  ...["Text", "Media", "Carousel", "Hyperlink", "ThirdpartyAgentTakeover", "Unrecognized"].flatMap(
    (message): [string, string, string][] => [
      [`${message}Message`, "type", "String"],
      [`${message}Message`, "author.type", "String"],
      [`${message}Message`, "author.id", "String"],
      [`${message}Message`, "author.name", "String"],
    ],
  ),
  ["TextMessage", "data", "TextData"],
  ["MediaMessage", "data", "MediaData"],
  ["CarouselMessage", "data", "CarouselData"],
  ["HyperlinkMessage", "data", "HyperlinkData"],
  // DataObject for text
  ["TextData", "text", "String"],
  ["TextData", "quickReplies", "Optional[Array[QuickReply]]"],
  // QuickReplyObject
  ["QuickReply", "title", "String"],
  ["QuickReply", "text", "String"],
  // DataObject for carousel
  ["CarouselData", "cards", "Array[Card]"],
  // CardObject
  ["Card", "title", "String"],
  ["Card", "text", "String"],
  ["Card", "imageUrl", "String"],
  ["Card", "buttons", "Array[Button]"],
  // ButtonObject
  ...["Text", "Postback", "Url", "Unrecognized"].flatMap((button): [string, string, string][] => [
    [`${button}Button`, "title", "String"],
    [`${button}Button`, "type", "String"],
  ]),
  ["TextButton", "text", "Optional[String]"],
  ["UrlButton", "url", "Optional[String]"],
  ["UrlButton", "isWebview", "Optional[Boolean]"],
  ["PostbackButton", "postbackData", "Optional[String]"],
  // DataObject for media
  ["MediaData", "type", "String"],
  ["MediaData", "url", "String"],
  ["MediaData", "filename", "String"],
  // DataObject for hyperlink
  ["HyperlinkData", "label", "String"],
  ["HyperlinkData", "url", "String"],
];

test.each(rows)("%s.%s is %s", (name, path, type) => {
  const { holder, property, own } = find(schemaNamed(name), path.split("."));
  expect(typeIn(holder, property)).toBe(type);
  // What stands beside a `$ref` would duplicate the type, so a reference is described by its target.
  const described = own.$ref === undefined ? own : resolve(own);
  expect(described.description).toMatch(/\w.*\.$/);
  // Which types there may be beside the listed ones is a guess; all else is in the tables.
  expect(described["x-provenance"]).toBe(
    name.startsWith("Unrecognized") && path === "type" ? "inferred" : "documented",
  );
});

/** Lists of values, and limits. */
test.each([
  ["AuthorType", ["human", "bot", "agent"]],
  ["MediaType", ["image", "video", "audio", "file"]],
])("%s is a list", (name, values) => {
  expect(schemaNamed(name).enum).toEqual(values);
});

test.each([
  ["Event", ["new_messages"]],
  ["Message", ["text", "media", "carousel", "hyperlink", "thirdparty_agent_takeover"]],
  ["Button", ["text", "postback", "url"]],
])("%s is told apart by type", (name, types) => {
  expect(Object.keys(schemaNamed(name).discriminator?.mapping ?? {})).toEqual(types);
});

test.each([
  ["CarouselData", "cards", 10],
  ["Card", "buttons", 3],
])("%s.%s has at most %i items", (name, property, limit) => {
  expect(schemaNamed(name).properties?.[property]?.maxItems).toBe(limit);
});

test("no limit is there that the documentation does not state", () => {
  const limited = ["CarouselData.cards", "Card.buttons"];
  for (const [name] of rows) {
    for (const [property, schema] of Object.entries(schemaNamed(name).properties ?? {})) {
      expect(schema.maxItems !== undefined, `${name}.${property}`).toBe(
        limited.includes(`${name}.${property}`),
      );
    }
  }
});

test.each([
  ["TextButton", ["url", "isWebview", "postbackData"]],
  ["PostbackButton", ["text", "url", "isWebview"]],
  ["UrlButton", ["text", "postbackData"]],
])("%s may have the properties of the others as null only", (name, properties) => {
  for (const property of properties) {
    expect(schemaNamed(name).properties?.[property]?.type).toBe("null");
    expect(schemaNamed(name).required).not.toContain(property);
  }
});

test("the data of a takeover is not documented: optional and open", () => {
  const message = schemaNamed("ThirdpartyAgentTakeoverMessage");
  expect(message.required).not.toContain("data");
  expect(message.properties?.data?.$ref).toBe("ThirdpartyAgentTakeoverData.yaml");
  const data = schemaNamed("ThirdpartyAgentTakeoverData");
  expect(data.type).toEqual(["object", "null"]);
  expect(data.additionalProperties).toBe(true);
  expect(data["x-provenance"]).toBe("inferred");
});

function find(schema: Schema, path: string[]): { holder: Schema; property: string; own: Schema } {
  const [property = "", ...rest] = path;
  const own = schema.properties?.[property];
  if (!own) throw new Error(`${schema.title} has no property ${property}.`);
  return rest.length === 0 ? { holder: schema, property, own } : find(resolve(own), rest);
}

/** A property's type, in the words of the documentation. */
function typeIn(holder: Schema, property: string): string {
  const schema = holder.properties?.[property] ?? {};
  const types = [resolve(schema).type ?? "object"].flat();
  const base = types.includes("array")
    ? `Array[${resolve(schema.items ?? {}).title}]`
    : word(schema, types[0]);
  const optional = !holder.required?.includes(property);
  expect(types.includes("null"), "optional is absent or null").toBe(optional);
  return optional ? `Optional[${base}]` : base;
}

function word(schema: Schema, type = ""): string {
  const words: Record<string, string | undefined> = {
    string: "String",
    boolean: "Boolean",
    object: resolve(schema).title,
  };
  return words[type] ?? type;
}
