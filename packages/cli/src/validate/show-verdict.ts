import { plural } from "../plural.ts";
import { printable } from "../printable.ts";
import { style } from "../style.ts";
import type { Verdict } from "./judge-delivery.ts";

/** A verdict as lines for a person: the mark, and below it what is wrong and what is unrecognized. */
export function showVerdict({ line, valid, issues, unrecognized }: Verdict): string {
  const mark = valid ? style("green", "✓ valid") : style("red", `✗ ${plural(issues.length, "issue")}`);
  const lines = [
    `  line ${line}: ${mark}`,
    ...issues.map(({ message }) => `    ${printable(message)}`),
    ...unrecognized.map((pointer) => `    ${style("yellow", "unrecognized type at")} ${printable(pointer)}`),
  ];
  return lines.join("\n");
}
