import { card, edit, lineOf, type Mistake } from "./mistake.ts";

/** What cannot be read, or is not there. */
export const unreadable: Mistake[] = [
  [
    "a bracket that is not closed",
    card("type: object", "type: [object"),
    { place: "schemas/Card.yaml:4:1 no-unresolved-refs", message: "This is no YAML", remedy: "mend that" },
  ],
  [
    "a tab",
    card("  title:\n", "\ttitle:\n"),
    { place: "schemas/Card.yaml:7:1 no-unresolved-refs", message: "tab characters", remedy: "mend that" },
  ],
  [
    "a key twice",
    card("required:", "type: object\nrequired:"),
    {
      place: "schemas/Card.yaml:5:1 no-unresolved-refs",
      message: "duplicated mapping key",
      remedy: "mend that",
    },
  ],
  [
    "an indentation in openapi.yaml",
    edit("openapi.yaml", "\ninfo:", "\n info:"),
    { place: "openapi.yaml:2:6 no-unresolved-refs", message: "This is no YAML", remedy: "mend that" },
  ],
  [
    "a file with nothing in it",
    card(/^[\s\S]*$/, ""),
    { place: "schemas/CarouselData.yaml:13:7 no-unresolved-refs", message: "nothing where", remedy: "Write" },
  ],
  [
    "a $ref to nowhere",
    card("Button.yaml", "Knob.yaml"),
    {
      place: "schemas/Card.yaml:29:7 no-unresolved-refs",
      message: "There is no file schemas/Knob.yaml.",
      remedy: "Write the file or mend what leads to it",
    },
  ],
  [
    "an unrecognized member that is nowhere",
    edit("schemas/Event.yaml", "UnrecognizedEvent", "X"),
    {
      place: `schemas/Event.yaml:${lineOf("schemas/Event.yaml", "$ref: UnrecognizedEvent")}:3 no-unresolved-refs`,
      message: "schemas/X.yaml",
      remedy: "Write",
    },
  ],
  [
    "an example that is no JSON",
    edit("examples/text.json", "{", "{,"),
    { place: "examples/text.json:1:2 spec/inline-examples", message: "This is no JSON", remedy: "Put one" },
  ],
  [
    "an example that ends too early",
    edit("examples/text.json", /\}\s*$/, ""),
    { place: "examples/text.json:32:1 spec/inline-examples", message: "no JSON", remedy: "Put one payload" },
  ],
  [
    "an example that is not there",
    edit("openapi.yaml", "examples/text.json", "examples/txt.json"),
    {
      place: "openapi.yaml:65:32 spec/inline-examples",
      message: "There is no file examples/txt.json.",
      remedy: "Write it, or mend the name.",
    },
  ],
];

/** Examples that do not fit, or are missing. */
export const examples: Mistake[] = [
  [
    "an example without what is required",
    edit("examples/carousel.json", '"buttons"', '"button"'),
    {
      place: "examples/carousel.json:26:15 no-invalid-media-type-examples",
      message: "must have required property 'buttons'",
      remedy: "Mend the example",
    },
  ],
  [
    "an example of another type",
    edit("examples/empty.json", "[]", "{}"),
    {
      place: "examples/empty.json:2:13 no-invalid-media-type-examples",
      message: "type must be array",
      remedy: "Mend the example",
    },
  ],
  [
    "an example of the Messaging API",
    edit("examples/api/created-chat.json", '"id"', '"ID"'),
    {
      place: "examples/api/created-chat.json:2:11 no-invalid-media-type-examples",
      message: "must have required property 'id'",
      remedy: "Mend the example",
    },
  ],
  [
    "the example of a property",
    card("[Basic plan]", "[3]"),
    {
      place: "schemas/Card.yaml:11:16 no-invalid-schema-examples",
      message: "type must be string",
      remedy: "Mend the example, or the schema",
    },
  ],
  [
    "no example of what is required",
    card("    examples: [Basic plan]\n", ""),
    {
      place: "schemas/Card.yaml:7:3 spec/exemplified",
      message: "title is required and has no example",
      remedy: "Add `examples`",
    },
  ],
  [
    "an example that is listed nowhere",
    edit("openapi.yaml", / {14}text:\n.*\n.*\n/, ""),
    { place: "examples/text.json:1:1 spec/used", message: "listed nowhere", remedy: "`externalValue`" },
  ],
  [
    "an example that is listed twice",
    edit("openapi.yaml", "examples/empty.json", "examples/text.json"),
    {
      place: "openapi.yaml:113:1 spec/used",
      message: "examples/text.json is listed twice",
      remedy: "Take it out in one",
    },
  ],
];
