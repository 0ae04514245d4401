import { notFound } from "./explain.ts";
import { isLike, type LikeHeard, partOf } from "./like.ts";
import { hintOf, type MatcherContext, type MatcherResult } from "./matcher-context.ts";
import { heardIn, talkOf } from "./talk.ts";

/** See `ProtoMatchers`. */
export function toHaveHeard(this: MatcherContext, received: unknown, expected: LikeHeard): MatcherResult {
  const heard = heardIn(talkOf("toHaveHeard", received));
  const part = partOf(expected);
  const found = heard.find((message) => isLike(this, message, part));
  const hint = hintOf(this, "toHaveHeard", "proto", "expected");
  const message = () => {
    if (found) return [hint, "", "A human said it:", this.utils.printReceived(found)].join("\n");
    const what = heard.length === 0 ? "No human said anything." : "No human said anything like this.";
    return [hint, "", what, "", notFound(this, expected, heard, heard)].join("\n");
  };
  return { pass: found !== undefined, message };
}
