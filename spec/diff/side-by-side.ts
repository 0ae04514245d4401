import type { Schema } from "@proto-webhooks/scripts/generator";
import type { Bundle } from "./bundle.ts";

/** Who a change is rated for: who reads deliveries and calls the Messaging API, or who plays Proto. */
export type Side = "receiver" | "mockAuthor";

/** Two states of the spec. */
export interface Pair {
  base: Bundle;
  next: Bundle;
}

/** Documents by file name; `index.json` leads to the others. */
export type Files = Record<string, unknown>;

const sides: readonly Side[] = ["receiver", "mockAuthor"];

/**
 * The base and the next state of many pairs as two sets of files, so that one run of `redocly diff` compares all of
 * them, for both sides.
 *
 * Redocly rates for the client of an API: it writes the requests of `paths` and reads the bodies of `webhooks`. That is
 * our receiver. Who plays Proto does the reverse, and gets a copy in which `webhooks` and `paths` have changed places.
 * Each copy is a file of its own, as Redocly rates a schema for all that use it.
 *
 * Only paths that are there in both states are listed: Redocly would take one that is gone and another one that is new
 * for a renaming when they look alike, even in different copies.
 */
export function sideBySide(pairs: readonly Pair[]): { base: Files; next: Files } {
  const sets: { base: Files; next: Files } = { base: {}, next: {} };
  const webhooks: Record<string, unknown> = {};
  const paths: Record<string, unknown> = {};
  for (const [index, { base, next }] of pairs.entries()) {
    for (const side of sides) {
      const file = `${side}-${index}.json`;
      sets.base[file] = withOpenLists(base);
      sets.next[file] = withOpenLists(next);
      for (const kind of ["webhooks", "paths"] as const) {
        for (const path of Object.keys(base[kind]).filter((path) => Object.hasOwn(next[kind], path))) {
          const item = { $ref: `${file}#/${kind}/${path.replaceAll("/", "~1")}` };
          const isCall = (kind === "paths") === (side === "receiver");
          if (isCall) paths[`/${side}-${index}/${path}`] = item;
          else webhooks[`${side}-${index} ${path}`] = item;
        }
      }
    }
  }
  const index = { openapi: "3.1.2", info: { title: "Side by side", version: "0.0.0" }, webhooks, paths };
  return { base: { ...sets.base, "index.json": index }, next: { ...sets.next, "index.json": index } };
}

/** Whose copy a file is; undefined when it is the index. */
export function ownerOf(file: string): { index: number; side: Side } | undefined {
  const [, side, index] = /(receiver|mockAuthor)-(\d+)\.json$/.exec(file) ?? [];
  return index === undefined ? undefined : { index: Number(index), side: side as Side };
}

/**
 * Redocly passes over `x-unrecognized`, so that nobody would use what is required of an unrecognized event. In a copy
 * it stands as `anyOf`, beside the list that it opens.
 */
function withOpenLists(bundle: Bundle): unknown {
  return JSON.parse(
    JSON.stringify(bundle, (_key, value: unknown) => {
      const { "x-unrecognized": unrecognized, ...rest } = (value ?? {}) as Schema;
      return unrecognized === undefined ? value : { ...rest, anyOf: [unrecognized] };
    }),
  );
}
