import type { SendMessage } from "@proto-webhooks/types";
import { type HumanScript, type Reply, wordsOf } from "./script.ts";

/**
 * Which messages a rule is for: the exact words (a text, or the data of a postback button), a regular expression that
 * finds something in them, or a function that is true of the message.
 */
export type Pattern = string | RegExp | ((message: SendMessage) => boolean);

/** What the bot answers to a message: what a script returns, or a script. */
export type Answer = Reply | HumanScript;

/** When the human says something like this, the bot answers that. */
export type Rule = readonly [pattern: Pattern, answer: Answer];

/**
 * The script that answers by the first rule that fits, or else by `otherwise`.
 *
 * @throws {TypeError} when a rule has no such pattern.
 */
export function scriptOfRules(rules: readonly Rule[], otherwise?: Answer): HumanScript {
  for (const [index, [pattern]] of rules.entries()) {
    if (typeof pattern === "string" || typeof pattern === "function" || pattern instanceof RegExp) continue;
    throw new TypeError(
      `proto.onHuman: rule ${index} begins with no pattern: a string, a regular expression or a function.`,
    );
  }
  return (message, chat) => {
    const rule = rules.find(([pattern]) => fits(pattern, message));
    const answer = rule ? rule[1] : otherwise;
    return typeof answer === "function" ? answer(message, chat) : answer;
  };
}

function fits(pattern: Pattern, message: SendMessage): boolean {
  if (typeof pattern === "function") return pattern(message);
  const words = wordsOf(message);
  // `search` forgets where an expression with the flag g stood.
  return typeof pattern === "string" ? words === pattern : words.search(pattern) >= 0;
}
