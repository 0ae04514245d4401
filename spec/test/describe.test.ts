import { expect, test } from "vitest";
import { describe } from "../diff/describe.ts";
import type { Finding } from "../diff/finding.ts";

const schemas = "#/components/schemas";
const chat = "#/paths/~1{channel}~1chat";
const rated = { isOpen: false, receiver: "patch", mockAuthor: "patch" } as const;

test.each<[text: string, finding: Partial<Finding> & Pick<Finding, "pointer">]>([
  ["`Card.title`: new", { kind: "added", pointer: `${schemas}/Card/properties/title` }],
  ["`Card`: gone", { kind: "removed", pointer: `${schemas}/Card` }],
  [
    "`Card.texts`: renamed, before `Card.text`",
    {
      keyword: "key",
      pointer: `${schemas}/Card/properties/texts`,
      pointerBefore: `${schemas}/Card/properties/text`,
    },
  ],
  [
    "`Card`: required now: `b`; no longer required: `a`",
    { keyword: "required", pointer: `${schemas}/Card`, before: ["a", "c"], after: ["b", "c"] },
  ],
  [
    "`Media`: new values: `audio`",
    { keyword: "enum", pointer: `${schemas}/Media`, before: ["image"], after: ["image", "audio"] },
  ],
  [
    "`Media`: values in another order",
    { keyword: "enum", pointer: `${schemas}/Media`, before: ["a", "b"], after: ["b", "a"] },
  ],
  [
    "`Event`: `Rated` is new in the list",
    { kind: "added", pointer: `${schemas}/Event/oneOf/2`, after: { $ref: `${schemas}/Rated` } },
  ],
  [
    "`Event`: `Rated` is gone from the list",
    { kind: "removed", pointer: `${schemas}/Event/oneOf/2`, before: { $ref: `${schemas}/Rated` } },
  ],
  [
    "`Event`: what is not listed passes now",
    { kind: "added", node: "AnyOf", pointer: `${schemas}/Event/anyOf` },
  ],
  [
    "`Event`: what is not listed passes no longer",
    { kind: "removed", node: "AnyOf", pointer: `${schemas}/Event/anyOf` },
  ],
  [
    "`New.cards[]`: other `description`",
    { keyword: "description", pointer: `${schemas}/New/properties/cards/items`, before: "a", after: "b" },
  ],
  [
    "`New.items`: `type` `string` → `string` or `null`",
    {
      keyword: "type",
      pointer: `${schemas}/New/properties/items`,
      before: "string",
      after: ["string", "null"],
    },
  ],
  [
    "`New.cards`: `maxItems` is dropped, before `10`",
    { keyword: "maxItems", pointer: `${schemas}/New/properties/cards`, before: 10 },
  ],
  [
    "`New.cards`: `maxItems` is new: `10`",
    { keyword: "maxItems", pointer: `${schemas}/New/properties/cards`, after: 10 },
  ],
  ["`/{channel}/chat`: gone", { kind: "removed", node: "PathItem", pointer: chat }],
  [
    "`POST /{channel}/chat` responses 404: new",
    { kind: "added", node: "Response", pointer: `${chat}/post/responses/404` },
  ],
  [
    "`POST delivery` (webhook) requestBody examples text: another payload",
    {
      node: "Example",
      pointer: "#/webhooks/delivery/post/requestBody/content/application~1json/examples/text",
    },
  ],
  ["`info`: changed", { node: "Info", pointer: "#/info" }],
])("%s", (text, finding) => {
  const whole: Finding = {
    kind: "modified",
    node: "Schema",
    before: undefined,
    after: undefined,
    ...rated,
    ...finding,
  };
  expect(describe(whole)).toBe(text);
});
