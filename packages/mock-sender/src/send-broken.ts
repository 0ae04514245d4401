import { type BodyFault, faultyBody } from "./body-fault.ts";
import { DeliverError } from "./deliver-error.ts";
import { pause } from "./real-time.ts";
import type { Outgoing, RouteAnswer } from "./route.ts";

/**
 * Sends a body as a stream to which a fault happens, in the way of `fetch`.
 *
 * @param flushMs how long what was sent may take to leave.
 * @throws {DeliverError} with `broken_off` when the fault broke the connection.
 */
export async function sendBroken(
  { body, signal, ...rest }: Outgoing,
  fault: BodyFault,
  flushMs: number,
  send: (init: RequestInit) => Promise<RouteAnswer>,
): Promise<RouteAnswer> {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const breaking = new AbortController();
  let tellBroken = () => {};
  const isBroken = new Promise<void>((resolve) => {
    tellBroken = resolve;
  });
  const onBreak = async (error: Error) => {
    breaking.abort(error);
    // The receiver has its turn to notice.
    await pause(0);
    tellBroken();
  };
  const stream = faultyBody(bytes, fault, { flushMs, onBreak });
  // Not in the types of all runtimes, and required by all of them: the answer may not come before the body's end.
  const duplex = { duplex: "half" };
  const either = AbortSignal.any([signal, breaking.signal]);
  const answer = send({ ...rest, ...duplex, body: stream, signal: either });
  if (fault.kind === "slow_body") return answer;
  // Whatever it answers now, nobody is there any more; but what went wrong before is told.
  const early = answer.catch((error: unknown) => {
    if (!breaking.signal.aborted) throw error;
  });
  await Promise.race([isBroken, early]);
  throw brokenOff();
}

export function brokenOff(): DeliverError {
  return new DeliverError("broken_off", "The sender broke the connection off, as its habit resets says.");
}
