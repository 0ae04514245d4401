import type { Result } from "../figure.ts";
import { header, type Row, toRow } from "./rows.ts";

/** A result as a terminal shows it. */
export function toText({ scenario, method, figures }: Result, judge: boolean): string {
  const rows = [header, ...figures.map((figure) => toRow(figure, judge))];
  const widths = header.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  const line = (row: Row): string =>
    row
      .map((cell, column) =>
        column === 1 ? cell.padStart(widths[1] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd();
  return [`${scenario}`, "", ...rows.map((row) => `  ${line(row)}`), "", ...wrap(method, 100)].join("\n");
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`  ${word}`);
  }
  return lines;
}
