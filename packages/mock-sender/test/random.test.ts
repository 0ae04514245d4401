import { buttonTypes } from "@proto-webhooks/validators";
import { describe, expect, test } from "vitest";
import { shapes } from "../src/gen/shapes.ts";
import { plainStyle } from "../src/random/create-random.ts";
import { createRandom } from "../src/random/index.ts";
import { likeExample, likeUri, plainWords } from "../src/random/like-example.ts";
import { makeValues } from "../src/random/make-values.ts";
import { below, pick, seededRandom } from "../src/random/seeded-random.ts";
import type { Shape } from "../src/shape.ts";
import { judgesOf, names } from "./many/judges.ts";

const many = <T>(make: () => T, count = 1_000): T[] => Array.from({ length: count }, make);

describe("a seed", () => {
  test("decides what is made, on any machine", () => {
    expect(many(seededRandom(7), 3)).toEqual([0.07389712752774358, 0.6813157652504742, 0.4337323906365782]);
    expect(many(createRandom({ seed: 7 }).delivery, 20)).toEqual(
      many(createRandom({ seed: 7 }).delivery, 20),
    );
    expect(many(createRandom().delivery, 20)).toEqual(many(createRandom({ seed: 0 }).delivery, 20));
  });

  test.each([
    [1, 2],
    [-1, 1],
    [7, 7 + 2 ** 32],
    [7 + 2 ** 32, 7 + 2 ** 33],
    [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER],
  ])("%i gives other values than %i", (one, other) => {
    expect(many(seededRandom(one), 3)).not.toEqual(many(seededRandom(other), 3));
  });

  test.each([Number.NaN, 1.5, 2 ** 53, "7" as never, null as never])("%s is none", (seed) => {
    expect(() => createRandom({ seed })).toThrow(new TypeError("A seed is a whole number, such as 7."));
  });

  test("gives numbers that are spread evenly", () => {
    const random = seededRandom(3);
    const counts = new Array<number>(10).fill(0);
    for (const number of many(() => below(10, random), 10_000)) counts[number] = (counts[number] ?? 0) + 1;
    expect(Math.min(...counts)).toBeGreaterThan(850);
    expect(Math.max(...counts)).toBeLessThan(1_150);
  });
});

describe("what is made", () => {
  const random = createRandom({ seed: 7 });

  test("is there for each builder and each union", () => expect(Object.keys(random)).toEqual(names));

  test.each(names)("%s is valid strictly, and to a receiver", (name) => {
    const { strict, tolerant } = judgesOf(name);
    for (const value of many<unknown>(random[name], 10_000))
      if (strict(value) || tolerant(value)) throw value;
  });

  test("differs, in all that the spec leaves open", () => {
    const events = many(random.newMessagesEvent);
    expect(new Set(events.map(({ chat }) => chat.id)).size).toBeGreaterThan(990);
    const tokens = events.map(({ chatToken }) => (chatToken === null ? "null" : typeof chatToken));
    expect(new Set(tokens)).toEqual(new Set(["string", "null", "undefined"]));
    const cards = many(random.carouselMessage).map(({ data }) => data.cards.length);
    expect(new Set(cards)).toEqual(new Set([0, 1, 2, 3, 10]));
    expect(new Set(many(random.button).map(({ type }) => type))).toEqual(new Set(buttonTypes));
    expect(new Set(many(random.author).map(({ type }) => type))).toEqual(new Set(["human", "bot", "agent"]));
    expect(many(random.urlButton).map(({ isWebview }) => isWebview)).toEqual(
      expect.arrayContaining([true, false]),
    );
  });

  test("belongs to whoever asked for it", () => {
    const message = many(random.thirdpartyAgentTakeoverMessage).find(({ data }) => data);
    Object.assign(message?.data ?? {}, { spoilt: true });
    expect(JSON.stringify(many(random.thirdpartyAgentTakeoverMessage))).not.toContain("spoilt");
    expect(JSON.stringify(shapes)).not.toContain("spoilt");
  });
});

test.each<[string, Shape, unknown[]]>([
  ["a list", { types: ["array"], items: { types: ["boolean"] }, maxItems: 1 }, [[true], [false], []]],
  ["numbers", { types: ["integer"] }, [0, 42, 99]],
  ["several types", { types: ["string", "number"], examples: ["a b"] }, ["a", "b", expect.any(Number)]],
  ["nothing that is said", {}, [null]],
  ["what only examples say", { examples: [{ a: 1 }, 2] }, [{ a: 1 }, 2]],
  [
    "an object in an object",
    { types: ["object"], properties: { a: { types: ["object"], properties: {} } } },
    [{}, { a: {} }],
  ],
])("%s is made also where no schema has it yet", (_, shape, some) => {
  const make = makeValues(plainStyle)(shape);
  const random = seededRandom(1);
  const made = many(() => make(random), 5_000);
  for (const value of some) expect(made).toContainEqual(value);
  const lengths = made.map((value) => (Array.isArray(value) ? value.length : 0));
  expect(Math.max(...lengths)).toBeLessThanOrEqual(("maxItems" in shape && shape.maxItems) || 0);
});

describe("like an example", () => {
  const random = seededRandom(5);
  test.each([
    ["human_4361a99d71fa3", /^human_[\da-f]{13}$/],
    ["bot_1", /^bot_\d$/],
    ["Rb0PU9Lq", /^[A-Z][a-z]\d[A-Z]{2}\d[A-Z][a-z]$/],
    ["+15550100", /^\+\d{8}$/],
    ["plan=basic", /^plan=[a-z]{3,8}$/],
    ["receipt.png", /^[a-z]{3,8}\.png$/],
    ["ada@example.com", /^[a-z]{3,8}@example\.com$/],
    ["Hello, how can I help?", /^(Hello,|how|can|I|help\?)( (Hello,|how|can|I|help\?)){0,4}$/],
    ["Grüße", /^Grüß[a-z]{3,8}$|^Grüß[a-z]$/],
    ["", /^[a-z]{3,8}$/],
    [undefined, /^[a-z]{3,8}$/],
  ])("%s", (example, like) => {
    const made = many(() => likeExample(example, plainWords)(random), 50);
    for (const text of made) expect(text).toMatch(like);
    expect(new Set(made).size).toBeGreaterThan(5);
  });

  test.each([
    ["https://files.example.com/receipt.png", /^https:\/\/files\.example\.com\/[a-z]{3,8}\.png$/],
    ["https://www.example.com/plans/basic?a=b#c", /^https:\/\/www\.example\.com\/plans\/[a-z]{3,8}$/],
    ["https://www.example.com", /^https:\/\/www\.example\.com\/[a-z]{3,8}$/],
    ["https://www.example.com?a=b/c", /^https:\/\/www\.example\.com\/[a-z]{3,8}$/],
    ["mailto:ada@example.com", /^mailto:[a-z]{3,8}@example\.com$/],
    [undefined, /^https:\/\/www\.example\.com\/[a-z]{3,8}$/],
  ])("the URI %s", (example, like) => {
    for (const text of many(() => likeUri(example, plainWords)(random), 50)) expect(text).toMatch(like);
  });
});

test("one is picked of all", () => {
  const random = seededRandom(1);
  expect(new Set(many(() => pick("abc", random), 50))).toEqual(new Set(["a", "b", "c"]));
});
