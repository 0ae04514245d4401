import { allLocales, Faker } from "@faker-js/faker";
import { expect, test } from "vitest";
import { createData, type Locale } from "../src/data/index.ts";
import { textSources } from "../src/data/text-sources.ts";
import { judgesOf, names } from "./many/judges.ts";

const many = <T>(make: () => T, count = 50): T[] => Array.from({ length: count }, make);
const locales = Object.keys(allLocales).filter((name) => name !== "base") as Locale[];

test("there is data in some seventy languages", () => expect(locales.length).toBeGreaterThan(70));

test.each(locales)("%s: all of it is valid strictly", (locale) => {
  const data = createData({ locale, seed: 1 });
  expect(Object.keys(data)).toEqual(names);
  for (const name of names) {
    const { strict, tolerant } = judgesOf(name);
    for (const value of many<unknown>(data[name], 20))
      expect([strict(value), tolerant(value)]).toEqual(["", ""]);
  }
});

test("the seed and the locale decide it, and nobody else's use of faker", () => {
  const deliveries = (options?: Parameters<typeof createData>[0]) => many(createData(options).delivery, 5);
  const first = deliveries({ seed: 7, locale: "de" });
  expect(deliveries({ seed: 7, locale: "de" })).toEqual(first);
  expect(deliveries({ seed: 8, locale: "de" })).not.toEqual(first);
  expect(deliveries({ seed: 7, locale: "fr" })).not.toEqual(first);
  expect(deliveries()).toEqual(deliveries({ seed: 0, locale: "en" }));
});

test("one that is asked between does not change what another gives", () => {
  const [alone, interrupted, other] = [
    createData({ seed: 1 }),
    createData({ seed: 1 }),
    createData({ seed: 1 }),
  ];
  const wanted = many(alone.delivery, 5);
  const got = many(() => {
    other.delivery();
    return interrupted.delivery();
  }, 5);
  expect(got).toEqual(wanted);
});

test("names and texts are of the language", () => {
  const cyrillic = /\p{Script=Cyrillic}/u;
  const russian = createData({ locale: "ru" });
  for (const { name } of many(russian.human)) expect(name).toMatch(cyrillic);
  for (const { title, text } of many(russian.quickReply)) {
    expect(title).toMatch(cyrillic);
    expect(text).toMatch(cyrillic);
  }
  // What a language lacks is taken from what it has, before it is taken from English.
  for (const { title } of many(createData({ locale: "ja" }).card))
    expect(title).toMatch(/[\p{Script=Hiragana}\p{Script=Han}]/u);
  // A region has the words of its language.
  for (const { title } of many(createData({ locale: "fr_CA" }).card))
    expect(title).not.toMatch(/\b(the|Wooden|Steel)\b/);
});

test("what looks like the spec's example stays recognizable, and nothing leads to a host that somebody owns", () => {
  const data = createData({ seed: 3 });
  for (const { chat, channel } of many(data.event)) {
    expect(chat.human.id).toMatch(/^human_[\da-f]{13}$/);
    expect([chat.id, channel.id].join(" ")).toMatch(/^chat_[\da-f]{6} channel_[\da-f]{4}$/);
  }
  for (const { data: media } of many(data.mediaMessage)) {
    expect(media.url).toMatch(/^https:\/\/files\.example\.com\/[a-z\d-]+\.png$/);
    expect(media.filename).toMatch(/^[a-z\d-]+\.png$/);
  }
  const hosts = many(data.delivery, 200).flatMap(
    (delivery) => JSON.stringify(delivery).match(/https?:\/\/[^/"]+/g) ?? [],
  );
  for (const host of hosts) expect(host).toMatch(/\.example\.com$/);
});

test("the name of a property says what its text is, on any type", () => {
  const own = { productNames: true, productTexts: true, words: true };
  const { named } = textSources(new Faker({ locale: [allLocales.en, allLocales.base], seed: 1 }), own);
  const text = (property: string) => named(property)?.();
  expect(text("email")).toMatch(/^[^@ ]+@example\.(com|net|org)$/);
  expect(text("phoneNumber")).toMatch(/^[\d ().x+-]{7,}$/);
  for (const property of ["name", "displayName", "first_name"])
    expect(text(property)).toMatch(/^\p{Lu}\S+ \p{Lu}/u);
  for (const property of ["label", "cardTitle", "text", "description"]) expect(text(property)).toContain(" ");
  for (const property of ["filename", "nameOfShip", "id", "token", "texture"])
    expect(named(property)).toBeUndefined();
});

test("lists are never empty, as real ones are not", () => {
  for (const { events } of many(createData().delivery, 200)) {
    expect(events.length).toBeGreaterThan(0);
    for (const event of events) if ("messages" in event) expect(event.messages.length).toBeGreaterThan(0);
  }
});

test.each(["xx", "base", "constructor", "DE"])(
  "the locale %s is refused, and what there is is named",
  (locale) => {
    expect(() => createData({ locale: locale as Locale })).toThrow(
      /^createData: there is no such locale\. There are af_ZA, ar, .*, zu_ZA\.$/,
    );
  },
);

test("a seed that is no whole number is refused", () => {
  expect(() => createData({ seed: Number("seven") })).toThrow("A seed is a whole number, such as 7.");
});
