import { DeliverError, play, replay, type TracedDelivery } from "@proto-webhooks/mock-sender";
import { overSockets } from "@proto-webhooks/mock-sender/node";
import { CliError } from "../cli-error.ts";
import { noAnswer } from "./no-answer.ts";
import type { Sent } from "./sent.ts";
import type { SendSettings } from "./settings.ts";
import type { ScenarioSource, TraceSource } from "./source.ts";
import { timeoutMs } from "./timeout.ts";

/**
 * Plays a scenario, or replays a trace, so many times: over real sockets, with its times and its faults. Each run of a
 * scenario has the next seed. No answer is an outcome like any other, except where nothing listens.
 *
 * @param signal ends what is under way.
 * @throws CliError when nothing listens.
 * @throws the reason of `signal` when it was aborted.
 */
export async function sendRuns(
  source: ScenarioSource | TraceSource,
  { to, count = 1, seed }: SendSettings,
  onSent: (sent: Sent) => void,
  signal: AbortSignal,
): Promise<void> {
  const refused = new AbortController();
  const options = {
    to: overSockets(to),
    timeoutMs,
    signal: AbortSignal.any([signal, refused.signal]),
    onSent({ name, outcome }: TracedDelivery, durationMs: number) {
      if ("error" in outcome && outcome.error === "refused") {
        const cause = new DeliverError("refused", "Nothing listens there.");
        refused.abort(new CliError(noAnswer(to, cause, timeoutMs), { cause }));
      } else {
        onSent({ file: source.file, line: null, type: null, name, outcome, durationMs });
      }
    },
  };
  for (let run = 0; run < count; run++) {
    if (source.kind === "trace") {
      await replay(source.trace, options);
    } else {
      const { scenario } = source;
      await play({ ...scenario, seed: (seed ?? scenario.seed) + run }, options);
    }
    // The last delivery of a run leaves nothing behind it that could be aborted.
    options.signal.throwIfAborted();
  }
}
