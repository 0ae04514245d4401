import type { Draws } from "../schedule/draws.ts";
import type { When } from "./habit.ts";

/**
 * Whether a habit concerns one of what it counts.
 *
 * @param number which one, from 1. 0 for one that `at` does not count, such as a second try.
 * @param draws those of this decision.
 */
export function isHit({ at, probability = 0 }: When, number: number, draws: Draws): boolean {
  return at ? at.includes(number) : draws.chance(probability);
}
