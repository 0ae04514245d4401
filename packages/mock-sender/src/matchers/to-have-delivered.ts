import { notFound, overview } from "./explain.ts";
import { isLike, type LikeDelivered, partOf } from "./like.ts";
import { hintOf, type MatcherContext, type MatcherResult } from "./matcher-context.ts";
import { eventsOf, talkOf } from "./talk.ts";

/** See `ProtoMatchers`. */
export function toHaveDelivered(
  this: MatcherContext,
  received: unknown,
  expected: LikeDelivered,
): MatcherResult {
  const hint = hintOf(this, "toHaveDelivered", "proto", "expected");
  const { found, all, said } = search(this, "toHaveDelivered", received, expected);
  const message = () => {
    if (found.length > 0) return explainFound(this, hint, found);
    const what = all.length === 0 ? "Nothing was delivered." : "Nothing like this was delivered.";
    return [hint, "", what, "", notFound(this, expected, all, said)].join("\n");
  };
  return { pass: found.length > 0, message };
}

/** See `ProtoMatchers`. */
export function toHaveDeliveredTimes(
  this: MatcherContext,
  received: unknown,
  times: number,
  expected: LikeDelivered,
): MatcherResult {
  const hint = hintOf(this, "toHaveDeliveredTimes", "proto", "times, expected");
  const { found, all, said } = search(this, "toHaveDeliveredTimes", received, expected);
  const { printExpected, printReceived } = this.utils;
  const message = () => {
    const counts = [
      `Expected times: ${this.isNot ? "not " : ""}${printExpected(times)}`,
      `Delivered times: ${printReceived(found.length)}`,
    ];
    const more = found.length === 0 ? notFound(this, expected, all, said) : overview(said);
    return [hint, "", ...counts, "", more].join("\n");
  };
  return { pass: found.length === times, message };
}

/** What was delivered: what is like it, all messages and events among which it was sought, and an overview's lines. */
function search(
  context: MatcherContext,
  matcher: string,
  received: unknown,
  expected: LikeDelivered,
): Record<"found" | "all" | "said", readonly unknown[]> {
  const events = eventsOf(talkOf(matcher, received));
  const said = events.flatMap((event): unknown[] => ("messages" in event ? event.messages : [event]));
  const all = [...said, ...events.filter((event) => "messages" in event)];
  const part = partOf(expected);
  return { found: all.filter((one) => isLike(context, one, part)), all, said };
}

function explainFound(context: MatcherContext, hint: string, found: readonly unknown[]): string {
  const times = found.length === 1 ? "once" : `${found.length} times, first`;
  return [hint, "", `It was delivered ${times}:`, context.utils.printReceived(found[0])].join("\n");
}
