import fc from "fast-check";
import { type NearMiss, nearMiss } from "../../src/arbitraries/index.ts";
import type { Made } from "../../src/gen/made.ts";
import { anyOf } from "./any.ts";
import { judgesOf, lineOf } from "./judges.ts";

/** What holds for each arbitrary. */
export interface PropertyOfAll {
  propertyOf(name: keyof Made): fc.IProperty<unknown[]>;
  /** How many of all runs it needs. */
  share: number;
}

export const properties: Readonly<Record<string, PropertyOfAll>> = {
  "a value is valid strictly, and to a receiver": {
    propertyOf(name) {
      const { strict, tolerant } = judgesOf(name);
      return property(anyOf(name), (value) => {
        mustBe(strict(value), "");
        mustBe(tolerant(value), "");
      });
    },
    share: 1,
  },
  "a near-miss has the one issue that it names": {
    propertyOf: (name) => property(nearMiss(name), judgedAsNamed(name)),
    share: 1,
  },
  // Their parts are those of the others, and they are larger.
  "a tolerant value is valid to a receiver": {
    propertyOf(name) {
      const { tolerant } = judgesOf(name);
      return property(anyOf(name, { tolerant: true }), (value) => mustBe(tolerant(value), ""));
    },
    share: 0.05,
  },
  "a tolerant near-miss has the one issue that it names": {
    propertyOf: (name) => property(nearMiss(name, { tolerant: true }), judgedAsNamed(name)),
    share: 0.05,
  },
};

function property<T>(arbitrary: fc.Arbitrary<T>, holds: (value: T) => void): fc.IProperty<unknown[]> {
  return fc.property(arbitrary, holds) as fc.IProperty<unknown[]>;
}

function judgedAsNamed(name: keyof Made): (miss: NearMiss) => void {
  const { strict, tolerant } = judgesOf(name);
  return ({ value, issue, reportedBy }) => {
    const line = lineOf(issue);
    if (reportedBy !== "tolerant") mustBe(strict(value), line);
    mustBe(tolerant(value), reportedBy === "strict" ? "" : line);
  };
}

function mustBe(found: string, wanted: string): void {
  if (found !== wanted) throw new Error(`The validator found "${found}" instead of "${wanted}".`);
}
