import { DeliverError } from "@proto-webhooks/mock-sender";
import { CliError } from "../cli-error.ts";
import { dispatch } from "./dispatch.ts";
import { createHttpClient } from "./http-client.ts";
import { noAnswer } from "./no-answer.ts";
import { repeat } from "./repeat.ts";
import type { Sent } from "./sent.ts";
import type { SendSettings } from "./settings.ts";
import type { PlainSource } from "./source.ts";
import { take } from "./take.ts";
import { timeoutMs } from "./timeout.ts";

/**
 * Sends deliveries byte for byte, at the pace that was asked for.
 *
 * @param onSent is told of each answer, and waited for.
 * @param signal lets nothing more begin.
 * @throws CliError for the first that got no answer. Nothing more is sent then.
 */
export async function sendPlain(
  { items, isEndless }: PlainSource,
  { to, count, rate, concurrency = 1 }: SendSettings,
  onSent: (sent: Sent) => void | Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const client = createHttpClient(to, { connections: concurrency, timeoutMs });
  const counted = isEndless ? take(items, count ?? 1) : repeat(items, count);
  try {
    await dispatch(
      counted,
      async ({ body, ...from }) => {
        const { durationMs, ...outcome } = await client.post(body);
        await onSent({ ...from, name: null, outcome, durationMs });
      },
      { concurrency, rate, signal },
    );
  } catch (error) {
    if (!(error instanceof DeliverError)) throw error;
    throw new CliError(noAnswer(to, error, timeoutMs), { cause: error });
  } finally {
    client.close();
  }
}
