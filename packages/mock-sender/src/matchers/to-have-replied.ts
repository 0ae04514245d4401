import type { KnownMessage } from "@proto-webhooks/types";
import { notFound, overview } from "./explain.ts";
import { isLike, type LikeMessage, partOf } from "./like.ts";
import { hintOf, type MatcherContext, type MatcherResult } from "./matcher-context.ts";
import { repliesIn, talkOf } from "./talk.ts";

/** See `ProtoMatchers`. */
export function toHaveReplied(
  this: MatcherContext,
  received: unknown,
  ...expected: LikeMessage[]
): MatcherResult {
  const replies = repliesIn(talkOf("toHaveReplied", received));
  const rest = replies && afterEach(this, replies, expected);
  const pass = rest !== undefined && rest.missing === undefined && (replies ?? []).length > 0;
  const hint = hintOf(this, "toHaveReplied", "chat", expected.length > 0 ? "...expected" : "");
  const message = () => [hint, "", ...explain(this, replies, expected, rest)].join("\n");
  return { pass, message };
}

interface Rest {
  /** The index of the first expected message that did not come. */
  missing: number | undefined;
  /** What came after those that did. */
  left: KnownMessage[];
}

/** Seeks what is expected in this order; other replies may stand between. */
function afterEach(context: MatcherContext, replies: KnownMessage[], expected: readonly LikeMessage[]): Rest {
  let left = replies;
  for (const [index, one] of expected.entries()) {
    const part = partOf(one);
    const at = left.findIndex((message) => isLike(context, message, part));
    if (at < 0) return { missing: index, left };
    left = left.slice(at + 1);
  }
  return { missing: undefined, left };
}

function explain(
  context: MatcherContext,
  replies: KnownMessage[] | undefined,
  expected: readonly LikeMessage[],
  rest: Rest | undefined,
): string[] {
  if (!replies || !rest) return ["No human said anything that could be replied to."];
  if (replies.length === 0) return ["Nothing was replied to what the human said last."];
  const { missing, left } = rest;
  if (missing === undefined) return ["This was replied to what the human said last:", overview(replies)];
  const which = expected.length > 1 ? `The expected message ${missing + 1}` : "The expected message";
  const where = missing > 0 ? ", after those before it" : "";
  return [
    `${which} is not among the replies${where}.`,
    "",
    notFound(context, expected[missing], left, replies),
  ];
}
