import { CliError } from "../cli-error.ts";
import { exitCode } from "../exit-code.ts";
import { stopSignal } from "../listen/stop-signal.ts";
import { print, printError, printJson, printNote } from "../print.ts";
import { printable } from "../printable.ts";
import { style } from "../style.ts";
import { openRecording, type Recording } from "./recording.ts";
import { Redactor } from "./redact/redactor.ts";
import { passedLine, showPassed } from "./show-passed.ts";
import { type PassedDelivery, startProxy } from "./start-proxy.ts";
import { Tally } from "./tally.ts";
import { toLine, type Unwritten } from "./to-line.ts";

/** What to forward, and where to keep it. */
export interface RecordSettings {
  port: number;
  host: string;
  to: URL;
  /** The file of the recording. */
  out: string;
  /** Adds to a file that is there. */
  append: boolean;
  redact: boolean;
  /** How long the other side may take, in milliseconds. */
  timeoutMs: number;
  json: boolean;
}

/** After a signal, how long deliveries that are under way may take, in milliseconds. Nobody waits longer for Ctrl-C. */
const graceMs = 1_000;

/** Forwards and records until the process is told to stop. */
export async function recordTo(settings: RecordSettings): Promise<void> {
  if (isItself(settings)) throw new CliError("--to is the recorder itself: name the port of your receiver");
  const recording = await openRecording(settings.out, settings.append);
  const tally = new Tally();
  const onRefused = tally.refused.bind(tally);
  const onPassed = recorder(settings, recording, tally);
  const proxy = await startProxy({ ...settings, onPassed, onRefused }).catch((error) => {
    recording.discard();
    throw error;
  });
  const stopped = stopSignal();
  welcome(settings, proxy.port, recording);
  await stopped;
  printNote("Stopping: no more deliveries are taken.");
  await proxy.close(graceMs);
  recording.close();
  printNote(tally.show(recording.shown));
  if (tally.failed > 0) process.exitCode = exitCode.failed;
}

/** Records each delivery before its sender is answered, and tells of it. */
function recorder(
  settings: RecordSettings,
  recording: Recording,
  tally: Tally,
): (one: PassedDelivery) => void {
  const redactor = settings.redact ? new Redactor() : undefined;
  let written = recording.before;
  const write = (delivery: PassedDelivery): Unwritten | undefined => {
    const made = toLine(delivery, written + 1, redactor);
    if ("unwritten" in made) return made.unwritten;
    try {
      recording.append(made.line);
      written++;
      return undefined;
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      // Once: the disk may stay full. What is real goes on all the same.
      if (tally.failed === 0) printError(`${error.message}. Deliveries are still forwarded.`);
      return "failed";
    }
  };
  return (delivery) => {
    const unwritten = write(delivery);
    tally.forwarded(delivery.outcome, unwritten);
    const passed = { ...delivery, unwritten, number: unwritten ? null : written };
    void (settings.json ? printJson(passedLine(passed)) : print(showPassed(passed)));
  };
}

function isItself({ to, host, port }: RecordSettings): boolean {
  const names = ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", host];
  return to.protocol === "http:" && Number(to.port || 80) === port && names.includes(to.hostname);
}

/** Says on stderr where deliveries go; stdout is for what is told of each. The URL's query may hold a secret. */
function welcome({ host, to, redact }: RecordSettings, port: number, { shown, before }: Recording): void {
  const name = host === "0.0.0.0" ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;
  const url = style("bold", `http://${name}:${port}/webhook`, process.stderr);
  const count = before > 0 ? `, which holds ${before} so far` : "";
  printNote(`Recording on ${url}
Deliveries go on to ${printable(to.origin + to.pathname)}, and into ${shown}${count}.
${redact ? "Tokens, ids, names, email addresses and phone numbers are replaced." : "The file holds what people write, and their tokens: --redact replaces these."}
Stop it with Ctrl-C.`);
}
