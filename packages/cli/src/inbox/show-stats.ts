import type { Backlog, InboxStats } from "@proto-webhooks/receiver";
import { plural } from "../plural.ts";
import { style } from "../style.ts";
import { showDuration } from "./duration.ts";
import type { InboxPlace } from "./inbox-place.ts";

/** The books of an inbox as lines for a person, and which commands help with what is stuck. */
export function showStats(place: InboxPlace, stats: InboxStats, backlog: Backlog): string {
  const { accepted, pending, done, dead, quarantined, kept, dropped } = stats;
  const rows: [name: string, count: number, more: string][] = [
    ["accepted", accepted, `= ${pending} pending + ${done} done + ${dead} dead + ${quarantined} quarantined`],
    ["pending", pending, showBacklog(backlog)],
    ["done", done, keptOf(done, kept.done)],
    ["dead", dead, keptOf(dead, kept.dead)],
    ["quarantined", quarantined, keptOf(quarantined, kept.quarantined)],
    ["dropped", dropped, dropped > 0 ? "suspected duplicates, which were not accepted" : ""],
  ];
  const width = String(Math.max(accepted, dropped)).length;
  return [
    style("bold", place.shown),
    ...rows.map(([name, count, more]) =>
      `${name.padEnd(11)}  ${String(count).padStart(width)}  ${more}`.trimEnd(),
    ),
    ...hints(place, stats, backlog),
  ].join("\n");
}

function keptOf(all: number, kept: number): string {
  if (kept === all) return "";
  return kept === 0 ? "none of them is kept" : `${kept} of them are kept`;
}

function showBacklog({ oldestMs, blockedLanes }: Backlog): string {
  const parts = [
    oldestMs !== undefined && `the oldest for ${showDuration(oldestMs)}`,
    blockedLanes > 0 && `${plural(blockedLanes, "chat")} blocked`,
  ];
  return parts.filter((part) => part !== false).join("; ");
}

function hints(place: InboxPlace, { kept }: InboxStats, { blockedLanes }: Backlog): string[] {
  return [
    ...hint(place, kept.dead, "dead: see why; when that is mended, have them handled after all", [
      "list dead",
      "redrive --all",
    ]),
    ...hint(place, kept.quarantined, "in quarantine: see what is wrong; with newer validators, try again", [
      "list quarantined",
      "reparse --all",
    ]),
    ...hint(
      place,
      blockedLanes,
      "blocked, as the first event of a chat waits for its next attempt: see it, have it tried now",
      ["list pending", "retry --all"],
    ),
  ];
}

function hint(place: InboxPlace, count: number, what: string, commands: readonly string[]): string[] {
  if (count === 0) return [];
  const lines = commands.map((command) => `  proto-webhooks inbox ${command}${place.arguments}`);
  return ["", style("yellow", `${count} ${what}:`), ...lines];
}
