import { DeliverError, type DeliveryAnswer, deliver } from "@proto-webhooks/mock-sender";
import { CliError } from "../cli-error.ts";
import { shownName } from "../deliveries/stdin.ts";
import { exitCode } from "../exit-code.ts";
import { print, printJson } from "../print.ts";
import { noAnswer } from "./no-answer.ts";
import { findOutgoing, type Outgoing } from "./outgoing.ts";
import { showAnswer } from "./show-answer.ts";

/** How long to wait for an answer: much longer than a receiver should take. */
const timeoutMs = 10_000;

/** Sends what a type or a file says, one delivery after the other, and sets the exit code. */
export async function sendTo(to: URL, what: string, json: boolean): Promise<void> {
  let sent = 0;
  let refused = 0;
  for await (const outgoing of findOutgoing(what)) {
    const answer = await send(to, outgoing);
    sent++;
    if (answer.status !== 200) refused++;
    const { file, line, type } = outgoing;
    const durationMs = Math.round(answer.durationMs * 10) / 10;
    await (json
      ? printJson({ file, line, type, status: answer.status, durationMs })
      : print(showAnswer(outgoing, answer)));
  }
  if (sent === 0) throw new CliError(`there is no delivery in ${shownName(what)}: nothing was sent`);
  process.exitCode = refused > 0 ? exitCode.no : exitCode.ok;
}

async function send(to: URL, { body }: Outgoing): Promise<DeliveryAnswer> {
  try {
    return await deliver(body, { to, timeoutMs });
  } catch (error) {
    if (error instanceof DeliverError) throw new CliError(noAnswer(to, error, timeoutMs), { cause: error });
    throw error;
  }
}
