import { validateDelivery } from "@proto-webhooks/validators/strict";
import { hintOf, type MatcherContext, type MatcherResult } from "./matcher-context.ts";

/** See `ProtoMatchers`. */
export function toBeValidDelivery(this: MatcherContext, received: unknown): MatcherResult {
  const problems = problemsOf(received);
  const hint = hintOf(this, "toBeValidDelivery", "delivery", "");
  const message = () =>
    problems.length > 0
      ? [hint, "", "The delivery does not fit the spec:", ...problems.map((problem) => `- ${problem}`)].join(
          "\n",
        )
      : [hint, "", "The delivery fits the spec."].join("\n");
  return { pass: problems.length === 0, message };
}

function problemsOf(received: unknown): string[] {
  let delivery = isSent(received) ? received.delivery : received;
  if (typeof delivery === "string") {
    try {
      delivery = JSON.parse(delivery);
    } catch {
      return ["it is not JSON"];
    }
  }
  const result = validateDelivery(delivery);
  return result.ok ? [] : result.issues.map((issue) => issue.message);
}

/** Whether it is an entry of `proto.deliveries`. */
function isSent(value: unknown): value is { delivery: unknown } {
  return typeof value === "object" && value !== null && "delivery" in value && "status" in value;
}
