import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./spec.ts";

/** A change of one file of the spec. */
export interface Edit {
  file: string;
  from: string | RegExp;
  to: string;
}

/** A mistake, and what must be told of it: `file:line:column rule`, and words of the message and the remedy. */
export type Mistake = [what: string, given: Edit, want: { place: string; message: string; remedy: string }];

export const edit = (file: string, from: string | RegExp, to: string): Edit => ({ file, from, to });
export const card = (from: string | RegExp, to: string): Edit => edit("schemas/Card.yaml", from, to);
export const button = (from: string | RegExp, to: string): Edit => edit("schemas/Button.yaml", from, to);

/** Where something stands in the spec as it is: what is added to a list moves what comes after it. */
export function lineOf(file: string, text: string): number {
  const lines = readFileSync(join(root, file), "utf8").split("\n");
  return lines.findIndex((line) => line.includes(text)) + 1;
}
