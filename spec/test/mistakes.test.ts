// Mistakes that are made in a spec: each is made in a copy, and must be told with its place, its rule and what to do.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import { checkSpec } from "../check/check-spec.ts";
import { showProblems } from "../check/show-problems.ts";
import { root } from "./support/spec.ts";

const copy = mkdtempSync(join(tmpdir(), "proto-webhooks-spec-"));
for (const part of ["openapi.yaml", "schemas", "parameters", "responses", "examples"]) {
  cpSync(join(root, part), join(copy, part), { recursive: true });
}
afterAll(() => rmSync(copy, { recursive: true, force: true }));

test("the spec has no mistake", async () => {
  expect(await checkSpec(root)).toEqual([]);
});

interface Edit {
  file: string;
  from: string | RegExp;
  to: string;
}
/** The given mistake, and what must be told of it: `file:line:column rule`, and words of the message and the remedy. */
type Row = [what: string, given: Edit, want: { place: string; message: string; remedy: string }];

const edit = (file: string, from: string | RegExp, to: string): Edit => ({ file, from, to });
const card = (from: string | RegExp, to: string) => edit("schemas/Card.yaml", from, to);
const button = (from: string | RegExp, to: string) => edit("schemas/Button.yaml", from, to);

/** Where something stands in the spec as it is: what is added to a list moves what comes after it. */
const lineOf = (file: string, text: string) =>
  readFileSync(join(copy, file), "utf8")
    .split("\n")
    .findIndex((line) => line.includes(text)) + 1;
const urlButton = lineOf("schemas/Button.yaml", " url: UrlButton.yaml");

const unreadable: Row[] = [
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

const examples: Row[] = [
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

const unions: Row[] = [
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

const names: Row[] = [
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

const words: Row[] = [
  [
    "no description",
    card("    description: The card's title.\n", ""),
    {
      place: "schemas/Card.yaml:7:3 spec/described",
      message: "The description of title is missing",
      remedy: "in a sentence of your own words",
    },
  ],
  [
    "a description that is no sentence",
    card("One card of a carousel.", "card"),
    {
      place: "schemas/Card.yaml:2:14 spec/described",
      message: "The description of Card is no sentence",
      remedy: "in a sentence",
    },
  ],
  [
    "a description that would end a comment",
    card("One card of a carousel.", "One card, of image/*/png."),
    {
      place: "schemas/Card.yaml:2:14 spec/described",
      message: "would end the comment",
      remedy: "in other words",
    },
  ],
  [
    "an answer without description's end",
    edit("responses/NotFound.yaml", "is documented.", "is documented"),
    { place: "responses/NotFound.yaml:1:14 spec/described", message: "NotFound", remedy: "in a sentence" },
  ],
  [
    "no provenance",
    card("    description: The card's title.\n    x-provenance: documented\n", "    description: A title.\n"),
    {
      place: "schemas/Card.yaml:7:3 spec/described",
      message: "x-provenance is missing of title",
      remedy: "documented, example, inferred",
    },
  ],
  [
    "a provenance that is none",
    card("x-provenance: documented", "x-provenance: documentd"),
    {
      place: "schemas/Card.yaml:4:15 spec/described",
      message: '"documentd" is no provenance of Card',
      remedy: "documented, example, inferred",
    },
  ],
];

const keywords: Row[] = [
  [
    "a keyword that is misspelt",
    card("maxItems", "maxItem"),
    { place: "schemas/Card.yaml:27:5 struct", message: "`maxItem`", remedy: "Did you mean `maxItems`" },
  ],
  [
    "a keyword that nothing is generated by",
    card("    format: uri\n", "    format: uri\n    minLength: 1\n"),
    {
      place: "schemas/Card.yaml:20:5 spec/understood",
      message: "`minLength` is no keyword that the generators know",
      remedy: "leave it out",
    },
  ],
  [
    "a format that nothing is made of",
    card("format: uri", "format: email"),
    {
      place: "schemas/Card.yaml:19:13 spec/understood",
      message: "The format email",
      remedy: "Take one of uri",
    },
  ],
  [
    "a keyword of another type",
    card("format: uri", "maxItems: 3"),
    {
      place: "schemas/Card.yaml:19:5 spec/understood",
      message: "`maxItems` says something of array only, and the type is string",
      remedy: "Say `type: array`",
    },
  ],
  [
    "a value of another type",
    card("maxItems: 3", "maxItems: three"),
    { place: "schemas/Card.yaml:27:15 struct", message: "Expected type `integer`", remedy: "OpenAPI 3.1" },
  ],
  [
    "a type that is none",
    card("type: string", "type: strin"),
    {
      place: "schemas/Card.yaml:8:11 struct",
      message: "`type` can be one of",
      remedy: "Did you mean `string`",
    },
  ],
  [
    "an object that is closed",
    card("required:", "additionalProperties: false\nrequired:"),
    { place: "schemas/Card.yaml:5:1 spec/understood", message: "closed", remedy: "Leave" },
  ],
  [
    "a required property that is not there",
    card("imageUrl, buttons]", "imageURL, buttons]"),
    {
      place: "schemas/Card.yaml:5:25 no-required-schema-properties-undefined",
      message: "'imageURL' is not defined",
      remedy: "List the property under `properties`",
    },
  ],
  [
    "a value of an enum twice",
    edit("schemas/MediaType.yaml", "[image, video", "[image, image, video"),
    {
      place: "schemas/MediaType.yaml:5:15 no-duplicated-enum-values",
      message: "'image'",
      remedy: "Take one of the two out",
    },
  ],
  [
    "a value of an enum that is no string",
    edit("schemas/MediaType.yaml", "[image, video", "[1, video"),
    { place: "schemas/MediaType.yaml:5:8 no-enum-type-mismatch", message: "same type", remedy: "Quote" },
  ],
  [
    "something beside a $ref",
    card("$ref: Button.yaml", "$ref: Button.yaml\n      description: A button."),
    {
      place: "schemas/Card.yaml:30:7 spec/understood",
      message: "`description` stands beside a $ref",
      remedy: "Say it in the file",
    },
  ],
  [
    "a schema that can hold itself",
    edit("schemas/Id.yaml", "properties:", "properties:\n  of:\n    $ref: Id.yaml"),
    {
      place: "schemas/Id.yaml:8:5 spec/ends",
      message: "Id can hold itself",
      remedy: "Take the reference out",
    },
  ],
];

describe.each([
  ["what cannot be read", unreadable],
  ["examples", examples],
  ["unions", unions],
  ["names", names],
  ["words", words],
  ["keywords", keywords],
])("%s", (_, rows) => {
  test.each(rows)("%s", async (_what, given, want) => {
    const problems = await withMistake(given, () => checkSpec(copy));
    const told = problems.map(({ file, line, column, rule }) => `${file}:${line}:${column} ${rule}`);
    expect(told.join("\n")).toContain(want.place);
    const problem = problems[told.indexOf(want.place)];
    expect(problem?.message).toContain(want.message);
    expect(problem?.remedy).toContain(want.remedy);
    // At a glance: what follows from a mistake is not told beside it.
    expect(problems.length).toBeLessThanOrEqual(4);
    expect(JSON.stringify(problems)).not.toContain(copy);
  });
});

describe("names that what is generated has already", () => {
  test.each([
    ["a word of the language", "Delete", "is a name that generated code cannot have"],
    ["what a package names so", "ByName", "is a name that generated code cannot have"],
    ["the known members of a union", "KnownButton", "is used twice"],
    ["the types of a union", "ButtonTypes", "is used twice"],
    ["another schema, in other letters", "BUTTON", "is used twice"],
    ["no name of a type", "card_2", "is no name of a type"],
  ])("%s: %s", async (_, name, message) => {
    const schema = `title: ${name}\ndescription: A name.\nx-provenance: inferred\ntype: string\n`;
    const use = card("  title:\n", `  named:\n    $ref: ${name}.yaml\n  title:\n`);
    const problems = await withMistake(edit(`schemas/${name}.yaml`, /^$/, schema), () =>
      withMistake(use, () => checkSpec(copy)),
    );
    expect(problems.map((problem) => `${problem.rule} ${problem.message}`)).toEqual([
      expect.stringMatching(new RegExp(`^spec/named .*${message}`)),
    ]);
  });
});

test("a person sees the place, the line, what is wrong and what to do", async () => {
  const problems = await withMistake(card("maxItems", "maxItem"), () => checkSpec(copy));
  expect(stripVTControlCharacters(showProblems(problems, "spec"))).toBe(`spec/schemas/Card.yaml:27:5  struct
    27 │     maxItem: 3
  ✗ Property \`maxItem\` is not expected here.
  → Did you mean \`maxItems\` or \`maximum\` or \`minItems\`? Mend it as OpenAPI 3.1 wants it.

The spec has a mistake. Nothing was generated.`);
});

test("of many mistakes the first ten are shown", async () => {
  const [problem] = await withMistake(card("maxItems", "maxItem"), () => checkSpec(copy));
  const shown = showProblems(Array(12).fill(problem), "spec");
  expect(shown.match(/Card\.yaml/g)).toHaveLength(10);
  expect(shown).toContain("… and 2 more.\n\nThe spec has 12 mistakes.");
});

/** Makes a mistake in the copy, and takes it back afterwards. A file that is not there yet is there in between. */
async function withMistake<T>({ file, from, to }: Edit, run: () => Promise<T>): Promise<T> {
  const path = join(copy, file);
  const whole = readFileSync(path, { encoding: "utf8", flag: "a+" });
  expect(whole).toMatch(from);
  writeFileSync(
    path,
    whole.replace(from, () => to),
  );
  try {
    return await run();
  } finally {
    if (whole === "") rmSync(path);
    else writeFileSync(path, whole);
  }
}
