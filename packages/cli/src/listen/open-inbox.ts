import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Inbox } from "@proto-webhooks/receiver";
import { SqliteInboxError, sqliteInbox } from "@proto-webhooks/receiver/sqlite";
import { CliError } from "../cli-error.ts";

/** An inbox whose file could be opened. */
export interface OpenInbox {
  inbox: Inbox;
  /** Its absolute path. */
  file: string;
  /** How many events waited in it. */
  pending: number;
  /** The folder that is there for this run only; undefined when the user named the file. */
  temporaryFolder: string | undefined;
}

/** Opens the file, or a new one in a temporary folder when none is named. */
export async function openInbox(named: string | undefined): Promise<OpenInbox> {
  const temporaryFolder = named === undefined ? makeFolder() : undefined;
  const file = resolve(named ?? join(temporaryFolder ?? "", "inbox.db"));
  const inbox = sqliteInbox(file);
  try {
    // The first use opens the file: better now than with the first delivery.
    const { pending } = await inbox.stats();
    return { inbox, file, pending, temporaryFolder };
  } catch (error) {
    if (temporaryFolder) removeFolder(temporaryFolder);
    if (error instanceof SqliteInboxError) throw new CliError(error.message, { cause: error });
    throw error;
  }
}

/** Removes what was there for this run only. The inbox must be closed. */
export function removeTemporary({ temporaryFolder }: OpenInbox): void {
  if (temporaryFolder) removeFolder(temporaryFolder);
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
