import { button, card, edit, lineOf, type Mistake } from "./mistake.ts";

const urlButton = lineOf("schemas/Button.yaml", " url: UrlButton.yaml");

/** Unions that cannot be told apart. */
export const unions: Mistake[] = [
  [
    "a union without discriminator",
    button(/discriminator:[\s\S]*?#/, "#"),
    {
      place: "schemas/Button.yaml:4:1 spec/union",
      message: "does not say how its members are told apart",
      remedy: "Add `discriminator`",
    },
  ],
  [
    "a discriminator without mapping",
    button(/ {2}mapping:\n( {4}.*\n)+/, ""),
    { place: "schemas/Button.yaml:4:1 spec/union", message: "told apart", remedy: "a `mapping`" },
  ],
  [
    "a mapping to a file that is not there",
    button("url: UrlButton.yaml", "url: LinkButton.yaml"),
    {
      place: `schemas/Button.yaml:${urlButton}:10 no-unresolved-refs`,
      message: "There is no file schemas/LinkButton.yaml.",
      remedy: "mend what leads to it",
    },
  ],
  [
    "a member that is not mapped",
    button("    url: UrlButton.yaml\n", ""),
    {
      place: "schemas/Button.yaml:7:5 spec/union",
      message: "UrlButton stands in oneOf, and not in discriminator.mapping",
      remedy: "Map its type",
    },
  ],
  [
    "a member that is not listed",
    button("  - $ref: UrlButton.yaml\n", ""),
    {
      place: `schemas/Button.yaml:${urlButton - 1}:5 spec/union`,
      message: "UrlButton stands in discriminator.mapping, and not in oneOf",
      remedy: "List it there",
    },
  ],
  [
    "a member that is listed twice",
    button("  - $ref: UrlButton.yaml\n", "  - $ref: UrlButton.yaml\n  - $ref: UrlButton.yaml\n"),
    {
      place: "schemas/Button.yaml:8:5 spec/union",
      message: "UrlButton stands in oneOf twice",
      remedy: "Take one of the two out",
    },
  ],
  [
    "a member with the constant of another",
    edit("schemas/UrlButton.yaml", "const: url", "const: text"),
    {
      place: `schemas/Button.yaml:${urlButton}:5 spec/union`,
      message: 'url leads to UrlButton, whose `type` is "text"',
      remedy: "Write `const: url`",
    },
  ],
  [
    "a member whose type is not required",
    edit("schemas/UrlButton.yaml", "[type, title]", "[title]"),
    {
      place: "schemas/UrlButton.yaml:5:11 spec/union",
      message: "its `type` is not required",
      remedy: "Add `type` to its `required`",
    },
  ],
];

/** Names that are missing, wrong, or used twice. */
export const names: Mistake[] = [
  [
    "an operationId twice",
    edit("openapi.yaml", "operationId: getHuman", "operationId: createHuman"),
    {
      place: `openapi.yaml:${lineOf("openapi.yaml", "operationId: getHuman")}:7 operation-operationId-unique`,
      message: "unique",
      remedy: "another operationId",
    },
  ],
  [
    "a title of another schema",
    card("title: Card", "title: Button"),
    {
      place: "schemas/Card.yaml:1:8 spec/named",
      message: 'Card.yaml is titled "Button"',
      remedy: "Write `title: Card`",
    },
  ],
  [
    "no title",
    card("title: Card\n", ""),
    { place: "schemas/Card.yaml:1:1 spec/named", message: "has no title", remedy: "Write `title: Card`" },
  ],
  [
    "an object without a name",
    card(
      "  buttons:\n",
      "  size:\n    type: object\n    description: A size.\n    x-provenance: inferred\n    properties: {}\n  buttons:\n",
    ),
    {
      place: "schemas/Card.yaml:27:5 spec/named",
      message: "An object without a name",
      remedy: "Move it into",
    },
  ],
  [
    "a schema that nothing uses",
    edit("schemas/Lost.yaml", /^$/, "title: Lost\ndescription: Of no use.\ntype: string\n"),
    { place: "schemas/Lost.yaml:1:1 spec/used", message: "used by nothing", remedy: "remove the file" },
  ],
];
