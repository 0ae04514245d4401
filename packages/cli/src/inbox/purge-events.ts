import { type EventState, type Inbox, type PurgeRequest, purge } from "@proto-webhooks/receiver";
import { CliError } from "../cli-error.ts";
import { exitCode } from "../exit-code.ts";
import { plural } from "../plural.ts";
import { printNote } from "../print.ts";
import { canAsk, confirm } from "./confirm.ts";
import { countPurgeable } from "./count-purgeable.ts";
import type { InboxOptions, InboxPlace } from "./inbox-place.ts";
import { longWork, type WorkEnd } from "./long-work.ts";
import { tellEnd } from "./tell-end.ts";
import { withInbox } from "./with-inbox.ts";

/** Which events to remove, and whether to ask before. */
export interface PurgeOptions extends InboxOptions {
  all?: boolean | undefined;
  olderThanMs?: number | undefined;
  keepNewest?: number | undefined;
  yes: boolean;
  dryRun: boolean;
  json: boolean;
}

type Request = Omit<PurgeRequest, "limit">;

/** Removes settled events for good, after a question, tells how it ended, and sets the exit code. */
export async function purgeEvents(
  state: PurgeRequest["state"],
  ids: readonly string[],
  options: PurgeOptions,
): Promise<void> {
  const request: Request = { state, ...whichOf(ids, options) };
  const { yes, dryRun, json } = options;
  if (!yes && !dryRun && !canAsk()) throw new CliError(mustSayYes);
  const told = { name: "purge", state, done: "removed for good", rest: "stays", json };
  const named = request.ids?.length;
  await withInbox(options, async (inbox, place) => {
    // Who says yes to whatever there is need not wait for a walk through all of it.
    const isQuick = request.olderThanMs === undefined;
    const counted = isQuick || !yes || dryRun ? await countAll(inbox, request) : undefined;
    const hasEnded = counted?.isStopped || counted?.error !== undefined;
    if (counted && (dryRun || hasEnded)) return tellEnd({ ...told, named, dryRun: true }, counted);
    const total = counted?.progress.changed;
    if (!yes && total !== 0 && !(await confirm(questionOf(state, total, place)))) {
      printNote("Nothing was removed.");
      process.exitCode = exitCode.no;
      return;
    }
    await tellEnd({ ...told, named, dryRun: false }, await removeAll(inbox, request, total));
  });
}

function questionOf(state: EventState, total = 0, { shown }: InboxPlace): string {
  return `Remove ${plural(total, `${state} event`)} of ${shown} for good?`;
}

function countAll(inbox: Inbox, request: Request): Promise<WorkEnd> {
  return longWork({ label: `Counting ${request.state} events`, total: undefined }, (control) =>
    countPurgeable(inbox, request, control),
  );
}

function removeAll(inbox: Inbox, request: Request, total: number | undefined): Promise<WorkEnd> {
  return longWork({ label: `Removing ${request.state} events`, total }, (control) =>
    purge(inbox, request, control),
  );
}

function whichOf(
  ids: readonly string[],
  { all = false, olderThanMs, keepNewest }: PurgeOptions,
): Omit<Request, "state"> {
  const isLimited = olderThanMs !== undefined || keepNewest !== undefined;
  const ways = [ids.length > 0, all, isLimited].filter(Boolean).length;
  if (ways === 0) {
    throw new CliError("say which events: their ids, --older-than, --keep-newest, or --all of them");
  }
  if (ways > 1) {
    throw new CliError("say it in one way only: ids, --older-than and --keep-newest, or --all");
  }
  return ids.length > 0 ? { ids: [...new Set(ids)] } : { olderThanMs, keepNewest };
}

const mustSayYes =
  "what is purged is gone for good, and nobody is there to be asked: say --yes, or look before with --dry-run";
