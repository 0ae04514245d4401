import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Inbox } from "@proto-webhooks/receiver";
import { CliError } from "../cli-error.ts";
import { toCliError } from "../inbox/inbox-error.ts";
import { findPlace, type InboxOptions, type InboxPlace, toPlace } from "../inbox/inbox-place.ts";
import { openInbox } from "../inbox/open-inbox.ts";

/** Where the events are kept: an inbox that could be opened. */
export interface OpenEvents {
  inbox: Inbox;
  /** Its absolute path, or its server and database. */
  shown: string;
  /** What has another run use the same inbox; empty for a temporary one. */
  arguments: string;
  /** How many events waited in it. */
  pending: number;
  /** The folder that is there for this run only; undefined when the user named the inbox. */
  temporaryFolder: string | undefined;
}

/** Opens the inbox that is named, and makes it if need be; a new one in a temporary folder when none is. */
export async function openEvents(options: InboxOptions): Promise<OpenEvents> {
  if (options.inbox === undefined) return openTemporary(options);
  // The environment is not asked: whoever looks into an inbox named there does not mean to handle its events.
  return open(findPlace(options));
}

/** Removes what was there for this run only. The inbox must be closed. */
export function removeTemporary({ temporaryFolder }: OpenEvents): void {
  if (temporaryFolder) removeFolder(temporaryFolder);
}

async function openTemporary({ schema }: InboxOptions): Promise<OpenEvents> {
  const temporaryFolder = makeFolder();
  try {
    const place = toPlace(join(temporaryFolder, "inbox.db"), schema);
    return { ...(await open(place)), arguments: "", temporaryFolder };
  } catch (error) {
    removeFolder(temporaryFolder);
    throw error;
  }
}

async function open(place: InboxPlace): Promise<OpenEvents> {
  const shown = place.kind === "sqlite" ? place.file : place.shown;
  try {
    const inbox = await openInbox(place);
    // The first use opens the store: better now than with the first delivery.
    const { pending } = await inbox.stats().catch(async (error) => {
      await inbox.close();
      throw error;
    });
    return { inbox, shown, arguments: place.arguments, pending, temporaryFolder: undefined };
  } catch (error) {
    throw toCliError(error);
  }
}

function makeFolder(): string {
  try {
    return mkdtempSync(join(tmpdir(), "proto-webhooks-"));
  } catch (cause) {
    const message = `the folder for temporary files, ${tmpdir()}, cannot be used. Name a file for the events with --inbox`;
    throw new CliError(message, { cause });
  }
}

function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
