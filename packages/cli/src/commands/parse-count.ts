import { InvalidArgumentError } from "commander";

/** A whole number from 1. */
export function parseCount(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count >= 1 && count <= 1_000_000_000) return count;
  throw new InvalidArgumentError("It must be a whole number from 1 to 1000000000.");
}
