/// <reference types="node" />
import { randomInt } from "node:crypto";
import { expect, test } from "vitest";
import { killPoints } from "./kill-point.ts";
import { killRun } from "./kill-run.ts";
import { type Sabotage, sabotages } from "./sabotage.ts";
import { stores } from "./stores.ts";
import type { Rule } from "./violation.ts";

// A run of 200 kills takes half a minute; this is for one that hangs.
const timeout = 300_000;

test.each(stores)(
  "$name: 200 kills under load lose nothing that was answered, and change no order",
  async (store) => {
    const seed = randomInt(2 ** 32);
    const { violations, killed, kills, answered } = await killRun({ store, kills: 200, seed });
    expect(violations, `seed ${seed}`).toEqual([]);
    expect(kills).toBe(200);
    expect(answered).toBeGreaterThan(200);
    // Each of the eight was drawn 25 times on average.
    for (const point of killPoints) expect(killed[point]).toBeGreaterThan(0);
  },
  timeout,
);

/** What gives each sabotage away, whatever else it does. */
const signs: Readonly<Record<Sabotage, Rule>> = {
  "answers before it commits": "lost",
  "commits half a delivery": "half a delivery",
  "commits twice": "stored twice",
  "loses what is not valid": "lost",
  "settles before it handles": "lost",
  "knows no lanes": "order",
  "has leases that do not hold": "overlap",
};

// What is to be shown is that the harness sees it: once of each is enough, and of each store.
const few: readonly Sabotage[] = ["answers before it commits", "knows no lanes"];
const cases = stores.flatMap((store, n) =>
  (n === 0 ? sabotages : few).map((sabotage) => ({ sabotage, store })),
);

test.each(cases)(
  "$store.name: a receiver that $sabotage is caught",
  async ({ sabotage, store }) => {
    const { violations } = await killRun({ store, kills: 12, seed: 3, sabotage });
    expect(violations.map(({ rule }) => rule)).toContain(signs[sabotage]);
  },
  timeout,
);
