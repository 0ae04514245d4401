import type { RatedChange } from "./rated-change.ts";

const schemas = "#/components/schemas";
const chatsOf = "#/paths/~1{channel}~1chat";
const optionalText = { type: ["string", "null"] };
const [major, minor] = ["major", "minor"] as const;
const [toMajor, toMinor] = ["2.0.0", "1.3.0"];

/** Changes of the Messaging API: our user writes the requests and reads the answers, and a mock the reverse. */
export const apiChanges: readonly RatedChange[] = [
  [
    "a request may say more",
    { [`${schemas}/CreateChat/properties/email`]: optionalText },
    minor,
    minor,
    toMinor,
  ],
  [
    "a request must say more",
    {
      [`${schemas}/CreateChat/properties/email`]: { type: "string" },
      [`${schemas}/CreateChat/required`]: ["name", "email"],
    },
    major,
    minor,
    toMajor,
  ],
  ["a request need say less", { [`${schemas}/CreateChat/required`]: [] }, minor, major, toMajor],
  [
    "a request can no longer say something",
    { [`${schemas}/CreateChat/properties/token`]: undefined },
    major,
    major,
    toMajor,
  ],
  ["an answer says more", { [`${schemas}/CreatedChat/properties/url`]: optionalText }, minor, minor, toMinor],
  ["an answer says less", { [`${schemas}/CreatedChat/properties/state`]: undefined }, major, major, toMajor],
  [
    "an answer need no longer say something",
    { [`${schemas}/CreatedChat/required`]: [] },
    major,
    minor,
    toMajor,
  ],
  [
    "what requests and answers share becomes wider",
    { [`${schemas}/Tag/properties/id/type`]: ["string", "null"] },
    major,
    major,
    toMajor,
  ],
  [
    "an operation is new",
    { "#/paths/~1{channel}": { get: { operationId: "getChannel", responses: { "200": {} } } } },
    minor,
    minor,
    toMinor,
  ],
  ["an operation is gone", { [chatsOf]: undefined }, major, major, toMajor],
  [
    "an operation is called by another method",
    { [`${chatsOf}/post`]: undefined, [`${chatsOf}/put`]: { operationId: "createChat", responses: {} } },
    major,
    major,
    toMajor,
  ],
  [
    "an operation is named otherwise",
    { [`${chatsOf}/post/operationId`]: "startChat" },
    major,
    major,
    toMajor,
  ],
  [
    "an answer is new",
    { [`${chatsOf}/post/responses/404`]: { description: "Not found." } },
    minor,
    minor,
    toMinor,
  ],
  ["Proto's address is another", { "#/servers/0/url": "https://api.example.org" }, major, major, toMajor],
];
