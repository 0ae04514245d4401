import type { Faker } from "@faker-js/faker";

/** Where texts come from that look real. */
export interface TextSources {
  /** A text for a property of this name; undefined when the name says nothing that is known. */
  named(property: string): (() => string) | undefined;
  /** A sentence or two. */
  sentence(): string;
  /** A word of letters, digits and hyphens of the Latin alphabet, good for a path or a file's name. */
  word(): string;
}

/** What the names of properties say of their texts, on any type: one that is added to the spec needs no line here. */
const hints: readonly (readonly [RegExp, keyof typeof sources])[] = [
  [/^(full|first|last|nick|display|user|human|author|agent)?_?name$/i, "person"],
  [/e_?mail$/i, "email"],
  [/phone(_?number)?$/i, "phone"],
  [/(title|label|headline|subject)$/i, "title"],
  [/(text|description|caption|comment)$/i, "sentence"],
];

const sources = {
  person: (faker: Faker) => faker.person.fullName(),
  // On hosts that nobody owns.
  email: (faker: Faker) => faker.internet.exampleEmail(),
  phone: (faker: Faker) => faker.phone.number(),
  title: (faker: Faker, own: Own) =>
    own.productNames || !own.words ? faker.commerce.productName() : faker.lorem.words({ min: 1, max: 3 }),
  sentence: (faker: Faker, own: Own) =>
    own.productTexts || !own.words ? faker.commerce.productDescription() : faker.lorem.sentence(),
};

/** What a locale has in its own language. For anything else faker takes English, which is only better than nothing. */
export interface Own {
  productNames: boolean;
  productTexts: boolean;
  words: boolean;
}

/** The sources of a faker, in the language that it was made for. */
export function textSources(faker: Faker, own: Own): TextSources {
  return {
    named(property) {
      const [, source] = hints.find(([pattern]) => pattern.test(property)) ?? [];
      return source && (() => sources[source](faker, own));
    },
    sentence: () => sources.sentence(faker, own),
    word: () => faker.internet.domainWord(),
  };
}
