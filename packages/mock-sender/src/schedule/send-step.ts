import { DeliverError } from "../deliver-error.ts";
import type { DeliveryAnswer } from "../delivery-answer.ts";
import type { Route } from "../route.ts";
import { type SendOptions, sendBody } from "../send-body.ts";
import type { TracedDelivery } from "../trace/trace.ts";
import type { Outcome } from "./outcome.ts";

/** What became of a step, and the whole answer if the sender saw one. */
export interface SentStep {
  readonly outcome: Outcome;
  readonly answer?: DeliveryAnswer;
  /** Why there was none. */
  readonly error?: DeliverError;
  /** From the request to the end of the answer, or to what kept it from coming, in milliseconds. */
  readonly durationMs: number;
}

/**
 * Sends a step. That there is no answer is an outcome, too.
 *
 * @throws the reason of `signal` when it was aborted.
 */
export async function sendStep(
  route: Route,
  { body, fault }: Pick<TracedDelivery, "body" | "fault">,
  options: SendOptions,
): Promise<SentStep> {
  const begun = performance.now();
  const elapsed = () => performance.now() - begun;
  try {
    const answer = await sendBody(route, body, options, fault?.kind === "lost_answer" ? undefined : fault);
    const seen = { status: answer.status, ...(answer.body !== "" && { body: answer.body }) };
    if (fault?.kind !== "lost_answer") return { answer, outcome: seen, durationMs: elapsed() };
    const error = new DeliverError(
      "answer_lost",
      "The answer was lost, as the sender's habit lostAnswers says.",
    );
    return { error, outcome: { ...seen, lost: true }, durationMs: elapsed() };
  } catch (error) {
    options.signal?.throwIfAborted();
    if (!(error instanceof DeliverError)) throw error;
    return { error, outcome: { error: error.code }, durationMs: elapsed() };
  }
}
