import { DeliverError, type DeliveryAnswer, deliver } from "@proto-webhooks/mock-sender";
import { CliError } from "../cli-error.ts";
import { shownName } from "../deliveries/stdin.ts";
import { exitCode } from "../exit-code.ts";
import { print, printJson } from "../print.ts";
import { findOutgoing, type Outgoing } from "./outgoing.ts";
import { showAnswer } from "./show-answer.ts";

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
    return await deliver(body, { to });
  } catch (error) {
    if (!(error instanceof DeliverError)) throw error;
    throw new CliError(error.code === "refused" ? refusedMessage(to) : error.message, { cause: error });
  }
}

function refusedMessage({ origin, pathname, hostname, port }: URL): string {
  // Without its query, which may hold a secret.
  const refused = `nothing listens at ${origin}${pathname}`;
  if (!/^(localhost|127\.|\[::1\])/.test(hostname)) return `${refused}. Check the host and the port.`;
  return `${refused}. Start your receiver, or one that prints what it gets:\n  proto-webhooks listen --port ${port || 80}`;
}
