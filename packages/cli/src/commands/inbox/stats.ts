import { Command } from "commander";
import { type WhichInbox, whichInbox } from "./which-inbox.ts";

/** `proto-webhooks inbox stats`: the books, the backlog, and what to do next. */
export function statsCommand(): Command {
  return whichInbox(new Command("stats"))
    .description("Count the events of each state, and say what to do about those that are stuck.")
    .option("--json", "print one JSON object, and nothing else, on stdout")
    .addHelpText(
      "after",
      `
The counts are of all events that were ever accepted. Those that were handled are kept only if the receiver is told to,
and none after a purge: kept says how many can still be listed. A chat is blocked while its first event, which
failed, waits for its next attempt; its later events wait behind it.

With --json it is {"accepted":…,"pending":…,"done":…,"dead":…,"quarantined":…,"kept":{"done":…,"dead":…,
"quarantined":…},"dropped":…,"oldestMs":…,"blockedLanes":…}; oldestMs is the age of the oldest pending event, or null.

Examples:
  $ proto-webhooks inbox stats --inbox proto.db
  $ proto-webhooks inbox stats --inbox proto.db --json | jq .kept.dead`,
    )
    .action(async ({ json = false, ...which }: WhichInbox & { json?: boolean }) => {
      const { printStats } = await import("../../inbox/print-stats.ts");
      await printStats({ ...which, json });
    });
}
