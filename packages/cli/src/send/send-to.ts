import { CliError } from "../cli-error.ts";
import { shownName, stdin } from "../deliveries/stdin.ts";
import { exitCode } from "../exit-code.ts";
import { onStop } from "../on-stop.ts";
import { plural } from "../plural.ts";
import { print, printJson, printNote } from "../print.ts";
import { progressBar } from "../progress-bar.ts";
import { findSource } from "./find-source.ts";
import { sendPlain } from "./send-plain.ts";
import { sendRuns } from "./send-runs.ts";
import type { Sent } from "./sent.ts";
import { isLoad, type SendSettings } from "./settings.ts";
import { sentAsJson, showSent } from "./show-sent.ts";
import { showSummary } from "./show-summary.ts";
import type { Source } from "./source.ts";
import { createTally, type Tally } from "./tally.ts";

/**
 * Sends what a type, an example or a file says, prints what came of it, and sets the exit code.
 *
 * @throws CliError when something cannot be sent, or there was no answer: after what was answered until then is printed.
 */
export async function sendTo(settings: SendSettings): Promise<void> {
  const source = await findSource(settings);
  const tally = createTally();
  const stopped = new AbortController();
  const off = onStop(() => stopped.abort());
  const bar = isLoad(settings) ? progressBar("Sending", totalOf(source, settings)) : undefined;
  const onSent = (sent: Sent): void | Promise<void> => {
    tally.count(sent);
    if (bar) return bar.update(tally.sent);
    return settings.json ? printJson(sentAsJson(sent)) : print(showSent(sent));
  };
  try {
    await send(source, settings, onSent, stopped.signal);
  } catch (error) {
    if (error !== stopped.signal.reason) throw error;
  } finally {
    off();
    bar?.stop();
    // A pipe that nobody reads any more, and that may stay open, keeps the command from ending.
    if (settings.what === stdin) process.stdin.destroy();
    await printSummary(tally, settings);
  }
  conclude(tally, settings, stopped.signal.aborted);
}

async function send(
  source: Source,
  settings: SendSettings,
  onSent: (sent: Sent) => void | Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  if (source.kind === "plain") return sendPlain(source, settings, onSent, signal);
  // The sender waits for nobody's terminal: its times are those of the scenario.
  return sendRuns(source, settings, (sent) => void onSent(sent), signal);
}

/** How many deliveries there will be; undefined when that depends on answers, or on what is read. */
function totalOf(source: Source, { count }: SendSettings): number | undefined {
  if (source.kind === "plain") return count;
  return source.kind === "trace" ? source.trace.deliveries.length * (count ?? 1) : undefined;
}

/** One delivery has said it all in its own line, and so have those that are printed as JSON. */
async function printSummary(tally: Tally, settings: SendSettings): Promise<void> {
  if (tally.sent === 0) return;
  if (isLoad(settings)) {
    const summary = tally.summary();
    await (settings.json ? printJson(summary) : print(showSummary(summary)));
  } else if (!settings.json && tally.sent > 1) {
    await print(showSummary(tally.summary()));
  }
}

function conclude(tally: Tally, settings: SendSettings, isStopped: boolean): void {
  if (isStopped) {
    printNote(`Stopped after ${plural(tally.sent, "delivery", "deliveries")}.`);
    process.exitCode = exitCode.stopped;
    return;
  }
  if (tally.sent === 0)
    throw new CliError(`there is no delivery in ${shownName(settings.what)}: nothing was sent`);
  if (tally.unanswered > 0) {
    throw new CliError(`no answer to ${plural(tally.unanswered, "delivery", "deliveries")} of ${tally.sent}`);
  }
  noteRate(tally, settings);
  process.exitCode = tally.refused > 0 ? exitCode.no : exitCode.ok;
}

/** A receiver, or one delivery at a time, may have been too slow for the rate: that must not look like a result. */
function noteRate(tally: Tally, { rate, concurrency = 1 }: SendSettings): void {
  if (rate === undefined) return;
  const { sent, seconds, perSecond } = tally.summary();
  const due = (sent - 1) / rate;
  if (seconds < due * 1.1 + 0.5) return;
  printNote(
    `The rate of ${rate} a second was not reached: it was ${perSecond}. The receiver is too slow, or --concurrency ${concurrency} too low.`,
  );
}
