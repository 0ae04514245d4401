import type { PurgeRequest } from "@proto-webhooks/receiver";
import { Command, InvalidArgumentError } from "commander";
import { parseDuration } from "../../inbox/duration.ts";
import { states } from "../../inbox/states.ts";
import { parseCount } from "../parse-count.ts";
import { type WhichInbox, whichInbox } from "./which-inbox.ts";

interface Options extends WhichInbox {
  all?: true;
  olderThan?: number;
  keepNewest?: number;
  yes?: boolean;
  dryRun?: boolean;
  json?: boolean;
}

/** `proto-webhooks inbox purge`: settled events are removed. */
export function purgeCommand(): Command {
  return whichInbox(new Command("purge"))
    .description("Remove events that are done, dead or quarantined, for good.")
    .argument("<state>", "done, dead or quarantined", parseSettled)
    .argument("[id...]", "only these events")
    .option("--all", "all of the state")
    .option("--older-than <time>", "those that were settled so long ago: 30d, 12h, 5m, 90s", parseAge)
    .option("--keep-newest <number>", "all but the newest so many", parseCount)
    .option("-y, --yes", "do not ask; needed where nobody can be asked")
    .option("--dry-run", "only say how many there are; remove nothing")
    .option("--json", "print one JSON object, and nothing else, on stdout")
    .addHelpText(
      "after",
      `
Only what is settled can be purged. A pending event was answered with 200, and is still to be handled: who wants to be rid of
it lets it be handled, or end dead. The counts of stats still count what was purged.
With --older-than and --keep-newest, events are removed to which both apply. To keep a copy, export before.

Ctrl-C stops between two parts of some hundred events; what was removed until then is gone.
With --json it is {"operation":"purge","state":…,"seen":…,"changed":…,"dryRun":…,"stopped":…}.

Exit codes:
  0    done, also when there was nothing to remove
  1    an event that you named is not there, or you answered no
  2    wrong usage, nobody to ask and no --yes, or the inbox cannot be used
  130  stopped by Ctrl-C

Examples:
  $ proto-webhooks inbox purge dead --older-than 30d --dry-run --inbox proto.db
  $ proto-webhooks inbox purge dead --older-than 30d --keep-newest 1000 --yes --inbox proto.db
  $ proto-webhooks inbox purge quarantined 7-c0ddb65da7c9 --inbox proto.db`,
    )
    .action(async (state: PurgeRequest["state"], ids: string[], options: Options) => {
      const { yes = false, dryRun = false, json = false, olderThan: olderThanMs, ...others } = options;
      const { purgeEvents } = await import("../../inbox/purge-events.ts");
      await purgeEvents(state, ids, { ...others, olderThanMs, yes, dryRun, json });
    });
}

function parseSettled(text: string): PurgeRequest["state"] {
  if (text === "pending") {
    throw new InvalidArgumentError(
      "Pending events were answered with 200 and are still to be handled; only done, dead and quarantined ones can be purged.",
    );
  }
  const state = states.find((known) => known === text);
  if (state === undefined || state === "pending") {
    throw new InvalidArgumentError("Allowed choices are done, dead, quarantined.");
  }
  return state;
}

function parseAge(text: string): number {
  const ms = parseDuration(text);
  if (ms !== undefined) return ms;
  throw new InvalidArgumentError("It must be a number and a unit, s, m, h or d, such as 30d.");
}
