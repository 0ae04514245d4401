import type { Issue } from "@proto-webhooks/validators/strict";
import { type Arbitrary, nat, record, string } from "fast-check";
import { type Made, madeSchemas } from "../gen/made.ts";
import { type ArbitraryOptions, arbitraryOf } from "./arbitrary-of.ts";
import { type Mutation, mutate, mutationsOf } from "./mutations.ts";

/** A value that is one change away from a valid one, and what the validators must say of it. */
export interface NearMiss {
  value: unknown;
  /** The one issue, by its kind and by where it is. */
  issue: Pick<Issue, "kind" | "path">;
  /**
   * Which validators report this issue, and no other:
   *
   * - `both`: the strict one and the tolerant one.
   * - `strict`: the strict one; the tolerant one accepts the value.
   * - `tolerant`: the tolerant one; the strict one may report more. Only with the option `tolerant`.
   */
  reportedBy: "both" | "strict" | "tolerant";
}

/**
 * Any near-miss of what a builder makes: `nearMiss("textMessage")`. Each kind of issue that there can be is equally likely.
 *
 * @param options with `tolerant`, what is changed is anything that a receiver lets pass, and a receiver must find it.
 */
export function nearMiss(of: keyof Made, { tolerant = false }: ArbitraryOptions = {}): Arbitrary<NearMiss> {
  const schema = madeSchemas[of];
  const parts = {
    value: arbitraryOf(schema, { tolerant }),
    kind: nat(),
    place: nat(),
    name: string(),
    number: nat(),
  };
  return record(parts).map(({ value, kind, place, ...choice }) => {
    const mutations = mutationsOf(schema, value).filter(({ strictOnly }) => !(tolerant && strictOnly));
    const kinds = [...new Set(mutations.map((mutation) => mutation.kind))];
    const alike = mutations.filter((mutation) => mutation.kind === kinds[kind % kinds.length]);
    // There is always one: any value of a schema can be replaced by one of another type.
    const chosen = alike[place % alike.length] as Mutation;
    const reportedBy = tolerant ? "tolerant" : chosen.strictOnly ? "strict" : "both";
    return { ...mutate(value, chosen, choice), reportedBy };
  });
}
