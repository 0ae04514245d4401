import type { RatedChange } from "./rated-change.ts";

const schemas = "#/components/schemas";
const ref = (name: string) => ({ $ref: `${schemas}/${name}` });
const event = (type: string) => ({
  type: "object",
  required: ["type", "chat"],
  properties: { type: { type: "string", const: type }, chat: ref("Chat") },
});
const optionalText = { type: ["string", "null"] };
const [major, minor, patch] = ["major", "minor", "patch"] as const;
const [toMajor, toMinor, toPatch] = ["2.0.0", "1.3.0", "1.2.4"];
const example = "#/webhooks/delivery/post/requestBody/content/application~1json/examples";

/** Changes of deliveries, and of what is beside them. */
export const deliveryChanges: readonly RatedChange[] = [
  ["nothing", {}, "none", "none", "1.2.3"],
  ["only the version", { "#/info/version": "1.2.4" }, "none", "none", "1.2.3"],

  // Unions.
  [
    "an event type is new",
    {
      [`${schemas}/ChatStarted`]: event("chat_started"),
      [`${schemas}/Event/oneOf/-`]: ref("ChatStarted"),
      [`${schemas}/Event/discriminator/mapping/chat_started`]: ref("ChatStarted").$ref,
    },
    minor,
    minor,
    toMinor,
  ],
  [
    "a button type is new in a closed list",
    {
      [`${schemas}/CallButton`]: event("call"),
      [`${schemas}/Button/oneOf/-`]: ref("CallButton"),
      [`${schemas}/Button/discriminator/mapping/call`]: ref("CallButton").$ref,
    },
    major,
    minor,
    toMajor,
  ],
  [
    "an event type is gone",
    {
      [`${schemas}/Rated`]: undefined,
      [`${schemas}/Event/oneOf/1`]: undefined,
      [`${schemas}/Event/discriminator/mapping/rated`]: undefined,
    },
    major,
    major,
    toMajor,
  ],
  [
    "an event type takes the place of another",
    {
      [`${schemas}/Rated`]: undefined,
      [`${schemas}/ChatStarted`]: event("chat_started"),
      [`${schemas}/Event/oneOf/1`]: ref("ChatStarted"),
      [`${schemas}/Event/discriminator/mapping/rated`]: undefined,
      [`${schemas}/Event/discriminator/mapping/chat_started`]: ref("ChatStarted").$ref,
    },
    major,
    major,
    toMajor,
  ],
  [
    "an event type is no longer listed, its schema stays",
    {
      [`${schemas}/Event/oneOf/1`]: undefined,
      [`${schemas}/Event/discriminator/mapping/rated`]: undefined,
    },
    major,
    major,
    toMajor,
  ],
  [
    "an event type is called otherwise",
    {
      [`${schemas}/Rated/properties/type/const`]: "feedback",
      [`${schemas}/Event/discriminator/mapping/rated`]: undefined,
      [`${schemas}/Event/discriminator/mapping/feedback`]: ref("Rated").$ref,
    },
    major,
    major,
    toMajor,
  ],
  [
    "an open union is closed",
    { [`${schemas}/Event/x-unrecognized`]: undefined, [`${schemas}/UnrecognizedEvent`]: undefined },
    major,
    major,
    toMajor,
  ],
  ["a closed union is opened", { [`${schemas}/Button/x-unrecognized`]: ref("Chat") }, major, patch, toMajor],
  ["an open enum is closed", { [`${schemas}/Author/x-unrecognized`]: undefined }, major, patch, toMajor],
  [
    "a closed enum is opened",
    { [`${schemas}/Media/x-unrecognized`]: { type: "string" } },
    major,
    patch,
    toMajor,
  ],
  [
    "an unrecognized event need no longer have a chat",
    { [`${schemas}/UnrecognizedEvent/required`]: ["type"] },
    major,
    minor,
    toMajor,
  ],

  // Properties of what is delivered.
  [
    "an optional property is new",
    { [`${schemas}/Card/properties/subtitle`]: optionalText },
    minor,
    minor,
    toMinor,
  ],
  [
    "a required property is new",
    {
      [`${schemas}/Card/properties/subtitle`]: { type: "string" },
      [`${schemas}/Card/required`]: ["title", "imageUrl", "subtitle"],
    },
    minor,
    major,
    toMajor,
  ],
  ["an optional property is gone", { [`${schemas}/Card/properties/text`]: undefined }, major, major, toMajor],
  [
    "a required property is gone",
    { [`${schemas}/Card/properties/title`]: undefined, [`${schemas}/Card/required`]: ["imageUrl"] },
    major,
    major,
    toMajor,
  ],
  [
    "an optional property is renamed",
    { [`${schemas}/Card/properties/text`]: undefined, [`${schemas}/Card/properties/body`]: optionalText },
    major,
    major,
    toMajor,
  ],
  [
    "an optional property gets a similar name",
    { [`${schemas}/Card/properties/text`]: undefined, [`${schemas}/Card/properties/texts`]: optionalText },
    major,
    major,
    toMajor,
  ],
  [
    "a required property is renamed",
    {
      [`${schemas}/Card/properties/title`]: undefined,
      [`${schemas}/Card/properties/name`]: {
        type: "string",
        description: "A title.",
        examples: ["Basic plan"],
      },
      [`${schemas}/Card/required`]: ["name", "imageUrl"],
    },
    major,
    major,
    toMajor,
  ],
  ["a property becomes optional", { [`${schemas}/Card/required`]: ["title"] }, major, minor, toMajor],
  [
    "a property becomes required",
    { [`${schemas}/Card/required`]: ["title", "imageUrl", "text"] },
    minor,
    major,
    toMajor,
  ],
  [
    "a property may be null",
    { [`${schemas}/Card/properties/title/type`]: ["string", "null"] },
    major,
    minor,
    toMajor,
  ],
  [
    "a property may no longer be null",
    { [`${schemas}/Card/properties/text/type`]: "string" },
    minor,
    major,
    toMajor,
  ],
  ["a text becomes a number", { [`${schemas}/Card/properties/title/type`]: "number" }, major, major, toMajor],
  [
    "a property of the other buttons is allowed as null",
    { [`${schemas}/UrlButton/properties/text`]: { type: "null" } },
    patch,
    minor,
    toMinor,
  ],
  ["… and no longer", { [`${schemas}/TextButton/properties/url`]: undefined }, patch, major, toMajor],

  // Values and limits.
  ["a value is new in an open enum", { [`${schemas}/Author/enum/-`]: "human" }, minor, minor, toMinor],
  ["a value is new in a closed enum", { [`${schemas}/Media/enum/-`]: "audio" }, major, minor, toMajor],
  ["a value is gone from an open enum", { [`${schemas}/Author/enum/1`]: undefined }, major, major, toMajor],
  ["a value is gone from a closed enum", { [`${schemas}/Media/enum/1`]: undefined }, major, major, toMajor],
  [
    "a value of an open enum is called otherwise",
    { [`${schemas}/Author/enum/1`]: "person" },
    major,
    major,
    toMajor,
  ],
  ["values in another order", { [`${schemas}/Media/enum`]: ["video", "image"] }, patch, patch, toPatch],
  ["a limit is narrowed", { [`${schemas}/NewCards/properties/cards/maxItems`]: 5 }, minor, major, toMajor],
  ["a limit is raised", { [`${schemas}/NewCards/properties/cards/maxItems`]: 20 }, major, minor, toMajor],
  [
    "a limit is dropped",
    { [`${schemas}/NewCards/properties/cards/maxItems`]: undefined },
    major,
    minor,
    toMajor,
  ],
  ["a limit is new", { [`${schemas}/Delivery/properties/events/maxItems`]: 100 }, minor, major, toMajor],
  ["a format is new", { [`${schemas}/Card/properties/title/format`]: "uuid" }, patch, major, toMajor],
  ["a format is another", { [`${schemas}/Card/properties/imageUrl/format`]: "uuid" }, patch, major, toMajor],
  [
    "a format is dropped",
    { [`${schemas}/Card/properties/imageUrl/format`]: undefined },
    patch,
    minor,
    toMinor,
  ],

  // What people read.
  [
    "a description is reworded",
    { [`${schemas}/Card/properties/title/description`]: "The title." },
    patch,
    patch,
    toPatch,
  ],
  [
    "a description is new",
    { [`${schemas}/Card/properties/text/description`]: "A text." },
    patch,
    patch,
    toPatch,
  ],
  [
    "a value in a schema's examples",
    { [`${schemas}/Card/properties/title/examples`]: ["Free"] },
    patch,
    patch,
    toPatch,
  ],
  ["where a fact comes from", { [`${schemas}/Card/x-provenance`]: "documented" }, patch, patch, toPatch],
  ["the payload of an example", { [`${example}/rated/value/events/0/stars`]: 1 }, patch, patch, toPatch],
  ["an example is new", { [`${example}/empty`]: { value: { events: [] } } }, patch, patch, toPatch],
  ["an example is gone", { [`${example}/rated`]: undefined }, patch, patch, toPatch],
  ["the introduction", { "#/info/description": "A very small spec." }, patch, patch, toPatch],

  [
    "a title is new, of a property called title",
    { [`${schemas}/Card/properties/title/title`]: "T" },
    patch,
    patch,
    toPatch,
  ],

  // Names.
  ["a type is new that nothing uses", { [`${schemas}/Spare`]: { type: "object" } }, minor, minor, toMinor],
  [
    "a type is called otherwise",
    {
      [`${schemas}/Card`]: undefined,
      [`${schemas}/Tile`]: { type: "object" },
      [`${schemas}/NewCards/properties/cards/items`]: ref("Tile"),
    },
    major,
    major,
    toMajor,
  ],
];
