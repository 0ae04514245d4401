import type { Result } from "../figure.ts";
import type { Machine } from "../machine.ts";
import { header, type Row, toRow } from "./rows.ts";

/** A result as it is kept in the repo: with when, where and of which commit; formatted as all that is kept there. */
export function toMarkdown({ scenario, method, figures }: Result, machine: Machine, command: string): string {
  const rows = [header, ...figures.map((figure) => toRow(figure, true))];
  // A column is at least as wide as what says how it is aligned.
  const widths = header.map((_, column) => Math.max(3, ...rows.map((row) => (row[column] ?? "").length)));
  const pad = (cell: string, column: number): string =>
    column === 1 ? cell.padStart(widths[1] ?? 0) : cell.padEnd(widths[column] ?? 0);
  const line = (row: Row): string => `| ${row.map(pad).join(" | ")} |`;
  const rule = widths.map((width, column) =>
    column === 1 ? `${"-".repeat(width - 1)}:` : "-".repeat(width),
  );
  const [head = "", ...body] = rows.map(line);
  return `# ${scenario}

Written by \`${command}\` on ${machine.date}, commit ${machine.commit}; Node ${machine.node}, SQLite ${machine.sqlite},
${machine.platform}, ${machine.cores} cores, load average ${machine.load} at the start.

${method}

${[head, `| ${rule.join(" | ")} |`, ...body].join("\n")}
`;
}
