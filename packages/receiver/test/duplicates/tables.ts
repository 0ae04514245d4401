import { behaviour } from "./arrivals.ts";
import { corpusMs } from "./corpus.ts";
import type { Verdict } from "./judge.ts";
import { type Measured, windows } from "./simulate.ts";

/** What was measured, as the guide shows it: Markdown. */
export function tablesOf({ chats, settings, senders }: Measured): string {
  const [first] = settings;
  if (first === undefined) throw new Error("There is nothing to show.");
  const { fresh, repeated } = first.bare;
  return `${count(chats)} chats that begin within ${spelled(corpusMs)}, ${count(fresh)} events.
${senderInWords()}
So ${count(repeated)} times an event came that had come before.

${table([
  ["mode", "window", "missed", "wrong", "missed, with tokens", "wrong, with tokens"],
  ...settings.map(({ setting, bare, marked }) => [
    `\`${setting.mode}\``,
    setting.mode === "off" ? "" : spelled(setting.windowMs ?? 0),
    missed(bare),
    wronged(bare),
    missed(marked),
    wronged(marked),
  ]),
])}

What \`flag\` misses, by what the sender changes when it sends again, with reply tokens:

${table([
  ["what is changed", "sent again", ...windows.map(spelled)],
  ...senders.map(({ what, flagged }) => [what, count(flagged[0]?.repeated ?? 0), ...flagged.map(missed)]),
])}`;
}

function senderInWords(): string {
  const { delays, answerTimeoutMs, outages, requestsLost, answersLost, answersLostInOutage } = behaviour;
  const tries = delays.map(spelled).join(", ");
  const [shortest, longest] = [Math.min(...outages), Math.max(...outages)].map(spelled);
  return `The sender waits ${spelled(answerTimeoutMs)} for an answer, and tries again after ${tries}, each up to a tenth more or less.
${percent(requestsLost)} of its requests get lost and ${percent(answersLost)} of the answers, but ${percent(answersLostInOutage)} in ${outages.length} outages of ${shortest} to ${longest}.`;
}

function missed({ repeated, caught }: Verdict): string {
  return share(repeated - caught, repeated);
}

function wronged({ wronged: some, fresh }: Verdict): string {
  return share(some, fresh);
}

function share(some: number, all: number): string {
  return some === 0 ? "0" : percent(some / all, 1);
}

/** With a space that does not break: the cells are narrow. */
function percent(part: number, digits = 0): string {
  return `${(100 * part).toFixed(digits)}\u00a0%`;
}

/** With commas, whatever the machine's language. */
function count(some: number): string {
  return String(some).replace(/\B(?=(\d{3})+$)/g, ",");
}

function spelled(ms: number): string {
  const minutes = ms / 60_000;
  if (minutes < 1) return `${ms / 1_000}\u00a0s`;
  return minutes < 60 ? `${minutes}\u00a0min` : `${minutes / 60}\u00a0h`;
}

/** Columns as wide as their widest cell, as the formatter wants them. */
function table(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const widths = head.map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const rule = line(widths.map((width) => "-".repeat(width)));
  return [line(head), rule, ...body.map(line)].join("\n");
}
