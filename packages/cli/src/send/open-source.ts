import { FormatError, parseScenario, parseTrace } from "@proto-webhooks/mock-sender";
import { CliError } from "../cli-error.ts";
import { decode } from "../deliveries/decode.ts";
import { readDeliveries, type WrittenDelivery } from "../deliveries/read-deliveries.ts";
import { isBlank } from "../deliveries/split-lines.ts";
import { shownName } from "../deliveries/stdin.ts";
import { bodiesOf } from "./bodies-of.ts";
import type { Outgoing } from "./outgoing.ts";
import { refuse } from "./refuse.ts";
import type { Setter } from "./set-in.ts";
import { setInBytes } from "./set-in-bytes.ts";
import type { SendSettings } from "./settings.ts";
import type { Source } from "./source.ts";

/** How scenarios and traces begin. No delivery does: its quotes within texts are escaped, and no object is before it. */
const ofFormat = /^\s*\{[^{}[\]]*"format"\s*:\s*"proto-webhooks-(\w+)"/;

/** It stands near the top; the rest of a large delivery is not looked through. */
const searched = 1_000;

/**
 * Opens a file, and says by its beginning what it holds: a scenario, a trace, or deliveries.
 *
 * @throws CliError when it cannot be read, is a scenario or trace that cannot be used, or an option does not go with it.
 */
export async function openSource(settings: SendSettings, set: Setter): Promise<Source> {
  const { what: file, assignments, rate, concurrency } = settings;
  const deliveries = readDeliveries(file);
  const { value: first } = await deliveries.next();
  const format = first && ofFormat.exec(decode(first.bytes.subarray(0, searched)))?.[1];
  if (first && format !== undefined) {
    const text = await wholeText(first, deliveries);
    if (format === "scenario") {
      refuse(settings, "a scenario, whose sender decides what is sent when", "rate", "concurrency", "set");
      return { kind: "scenario", file, scenario: parsed(() => parseScenario(text, shownName(file))) };
    }
    refuse(settings, "a trace, which is sent as it is", "seed");
    const trace = parsed(() => parseTrace(text, shownName(file)));
    const isPlain = rate !== undefined || concurrency !== undefined || assignments.length > 0;
    if (!isPlain) return { kind: "trace", file, trace };
    return { kind: "plain", isEndless: false, items: bodiesOf(file, trace, settings, set) };
  }
  // What is not read to its end would keep the command waiting for it.
  if (settings.seed !== undefined) await deliveries.return(undefined);
  refuse(settings, "a file of deliveries, which is sent as it is", "seed");
  const items = outgoingOf(chain(first, deliveries), settings, set);
  return { kind: "plain", isEndless: false, items };
}

/** All that a file says, with its lines where they were. */
async function wholeText(first: WrittenDelivery, rest: AsyncIterable<WrittenDelivery>): Promise<string> {
  const parts = ["\n".repeat(first.firstLine - 1), decode(first.bytes)];
  let line = first.firstLine;
  for await (const next of rest) {
    parts.push("\n".repeat(next.firstLine - line), decode(next.bytes));
    line = next.firstLine;
  }
  return parts.join("");
}

function parsed<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new CliError(`${error.message} Nothing was sent.`, { cause: error });
  }
}

async function* chain<T>(first: T | undefined, rest: AsyncIterable<T>): AsyncGenerator<T> {
  if (first === undefined) return;
  yield first;
  yield* rest;
}

async function* outgoingOf(
  deliveries: AsyncIterable<WrittenDelivery>,
  { assignments }: SendSettings,
  set: Setter,
): AsyncGenerator<Outgoing> {
  for await (const { file, line, bytes, firstLine } of deliveries) {
    if (isBlank(bytes)) continue;
    const place = { file: shownName(file), name: `${shownName(file)}, line ${line}`, firstLine };
    yield { file, line, type: null, body: assignments.length > 0 ? setInBytes(bytes, place, set) : bytes };
  }
}
