import { closest, shownLike } from "./closest.ts";
import { partOf } from "./like.ts";
import type { MatcherContext } from "./matcher-context.ts";

/** How many lines of an overview are shown, and how long each may be: what was said last tells most. */
const shown = { lines: 10, letters: 100 };

/**
 * Says that there is nothing like what was expected: how the closest differs from it, and what there is.
 *
 * @param among what may be like it.
 * @param said the messages, or what else happened, for the overview.
 */
export function notFound(
  context: MatcherContext,
  expected: unknown,
  among: readonly unknown[],
  said: readonly unknown[],
): string {
  const { diff, printExpected } = context.utils;
  const part = partOf(expected);
  const first =
    among.length === 0
      ? `Expected: ${printExpected(part)}`
      : diff(part, shownLike(context, closest(context, among, part), part), annotations);
  return said.length === 0 ? `${first}` : `${first}\n\n${overview(said)}`;
}

const annotations = { aAnnotation: "Expected", bAnnotation: "The closest" };

/** One line for each, the last ones when there are many. */
export function overview(said: readonly unknown[]): string {
  const lines = said.map((one, index) => `${index + 1}. ${lineOf(one)}`);
  const left = lines.length - shown.lines;
  const all = left > 0 ? [`(${left} before)`, ...lines.slice(left)] : lines;
  return all.join("\n");
}

/** `bot: text {"text":"Hello"}`, or `event: some_future_event`. */
function lineOf(one: unknown): string {
  const { author, type, data, chat } = one as Partial<Record<"author" | "type" | "data" | "chat", unknown>>;
  const who = (author as { type?: unknown } | undefined)?.type ?? (chat ? "event" : "human");
  const line = `${who}: ${type}${data === undefined ? "" : ` ${JSON.stringify(data)}`}`;
  return line.length > shown.letters ? `${line.slice(0, shown.letters - 1)}…` : line;
}
