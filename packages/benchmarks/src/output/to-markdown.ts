import type { Result } from "../figure.ts";
import type { Machine } from "../machine.ts";
import { toRow } from "./rows.ts";

/** A result as it is kept in the repo: with when, where and of which commit. */
export function toMarkdown({ scenario, method, figures }: Result, machine: Machine, command: string): string {
  const rows = figures.map((figure) => toRow(figure, true));
  return `# ${scenario}

Written by \`${command}\` on ${machine.date}, commit ${machine.commit}; Node ${machine.node}, SQLite ${machine.sqlite},
${machine.platform}, ${machine.cores} cores, load average ${machine.load} at the start.

${method}

|   | measured | target |   |
| - | -------: | ------ | - |
${rows.map((row) => `| ${row.join(" | ")} |`).join("\n")}
`;
}
