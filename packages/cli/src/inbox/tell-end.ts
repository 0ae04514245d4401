import type { EventState, Progress } from "@proto-webhooks/receiver";
import { CliError } from "../cli-error.ts";
import { exitCode } from "../exit-code.ts";
import { plural } from "../plural.ts";
import { print, printJson, printNote } from "../print.ts";
import { toCliError } from "./inbox-error.ts";
import type { WorkEnd } from "./long-work.ts";

/** What was done to events, and what to say of it. */
export interface Told {
  /** The command's name. */
  name: string;
  state: EventState;
  /** Of those that were changed, as in "3 dead events were redriven". */
  done: string;
  /** Of those that were looked at and left, as in "the rest still does not fit the spec". */
  rest: string;
  /** How many events the user named; undefined when it was not by their ids. */
  named: number | undefined;
  dryRun: boolean;
  json: boolean;
}

/** Says how an operation ended, and sets the exit code. Throws what broke it off. */
export async function tellEnd(told: Told, end: WorkEnd): Promise<void> {
  const { progress, isStopped, error } = end;
  const { name, state, named, dryRun, json } = told;
  if (error !== undefined) throw brokenOff(told, end);
  if (json) await printJson({ operation: name, state, ...progress, dryRun, stopped: isStopped });
  else await print(sentence(told, progress));
  if (isStopped) {
    printNote("Stopped; run it again to go on with the rest.");
    process.exitCode = exitCode.stopped;
  } else if (named !== undefined && progress.changed < named) {
    const missing = named - progress.seen;
    if (missing > 0) {
      printNote(
        `Of the ids, ${missing} named no ${state} event: proto-webhooks inbox show tells what they are.`,
      );
    }
    process.exitCode = exitCode.no;
  }
}

function sentence({ state, done, rest, dryRun }: Told, { seen, changed }: Progress): string {
  const isPart = changed < seen;
  const what = `${isPart ? `${changed} of ` : ""}${plural(seen, `${state} event`)}`;
  const verb = dryRun ? "would be" : changed === 1 ? "was" : "were";
  const left = isPart ? `; the rest ${rest}` : "";
  return `${what} ${verb} ${done}${left}.${dryRun ? " Nothing was changed." : ""}`;
}

function brokenOff(told: Told, { progress, error }: WorkEnd): unknown {
  const mended = toCliError(error);
  if (progress.changed === 0 || told.dryRun || !(mended instanceof CliError)) return mended;
  const before = `${plural(progress.changed, `${told.state} event`)} had been ${told.done} before, and stay so.`;
  return new CliError(`${mended.message}\n${before} Run it again to go on with the rest.`, { cause: error });
}
