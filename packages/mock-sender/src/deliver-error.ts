/**
 * Why a delivery got no answer:
 *
 * - `bad_target`: what was given as target is neither an http(s) URL nor a function.
 * - `refused`: nothing listens there.
 * - `unreachable`: the network or the receiver broke off.
 * - `timeout`: no full answer within `timeoutMs`.
 * - `no_response`: the function threw, or returned something that is no `Response`.
 * - `broken_off`: the sender broke the connection off, as its habit `resets` says.
 * - `answer_lost`: the sender did not see the answer, as its habit `lostAnswers` says.
 */
export type DeliverErrorCode = (typeof deliverErrorCodes)[number];

/** All of them. */
export const deliverErrorCodes = [
  "bad_target",
  "refused",
  "unreachable",
  "timeout",
  "no_response",
  "broken_off",
  "answer_lost",
] as const;

/** A delivery that got no answer. Its message says where it went and what to do; `cause` is the error behind it. */
export class DeliverError extends Error {
  override readonly name = "DeliverError";
  readonly code: DeliverErrorCode;

  constructor(code: DeliverErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
