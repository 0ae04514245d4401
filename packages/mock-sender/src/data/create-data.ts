import { allLocales, Faker, type LocaleDefinition } from "@faker-js/faker";
import { type Makers, makersIn, type RandomOptions } from "../random/create-random.ts";
import { likeExample, likeUri, type Words } from "../random/like-example.ts";
import type { Style } from "../random/make-values.ts";
import { seededRandom } from "../random/seeded-random.ts";
import { type TextSources, textSources } from "./text-sources.ts";

/** A language, perhaps with its region, as faker names them: `"de"`, `"pt_BR"`. */
export type Locale = Exclude<keyof typeof allLocales, "base">;

/** How to make data. */
export interface DataOptions extends RandomOptions {
  /** The language of names and texts. Default `"en"`. What faker lacks in a language is English. */
  locale?: Locale;
}

/**
 * Makes values that fit the spec and look real. What the name of a property says decides its text (`name`, `title`,
 * `text`); any other is like the spec's example. Each list has one to three items.
 *
 * The same seed, locale and version of `@faker-js/faker` give the same values.
 *
 * @throws {TypeError} when the seed is no whole number, or when there is no such locale.
 */
export function createData({ seed = 0, locale = "en" }: DataOptions = {}): Makers {
  const random = seededRandom(seed);
  const own = definitionsOf(locale);
  const faker = new Faker({
    locale: [...own, allLocales.en, allLocales.base],
    // One sequence for all of it. Nothing seeds it a second time.
    randomizer: { next: random, seed: () => undefined },
  });
  const has = (test: (definition: LocaleDefinition) => unknown) => own.some((definition) => test(definition));
  const sources = textSources(faker, {
    productNames: has(({ commerce }) => commerce?.product_name),
    productTexts: has(({ commerce }) => commerce?.product_description),
    words: has(({ lorem }) => lorem?.word),
  });
  return makersIn(realStyle(sources), random);
}

/** What a locale has itself: of its region, then of its language. */
function definitionsOf(locale: Locale): LocaleDefinition[] {
  const all: Record<string, LocaleDefinition> = allLocales;
  if (locale === ("base" as string) || !Object.hasOwn(all, locale)) {
    const names = Object.keys(all).filter((name) => name !== "base");
    throw new TypeError(`createData: there is no such locale. There are ${names.join(", ")}.`);
  }
  const named = [locale, locale.replace(/_.*/, "")].map((name) => all[name]);
  return named.filter((definition) => definition !== undefined);
}

function realStyle(sources: TextSources): Style {
  const words: Words = { word: sources.word, prose: () => sources.sentence };
  return {
    string({ name, format, example }) {
      if (format === "uri") return likeUri(example, words);
      return sources.named(name) ?? likeExample(example, words);
    },
    fewest: 1,
    most: 3,
  };
}
