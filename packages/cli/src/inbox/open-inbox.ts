import { type Stats, statSync } from "node:fs";
import type { Inbox } from "@proto-webhooks/receiver";
import { CliError } from "../cli-error.ts";
import type { InboxPlace } from "./inbox-place.ts";

/** Makes the inbox of a place, whose store is opened, and made if need be, by its first call. */
export async function openInbox(place: InboxPlace): Promise<Inbox> {
  if (place.kind === "postgres") {
    const { openPostgres } = await import("./open-postgres.ts");
    return openPostgres(place);
  }
  const { sqliteInbox } = await import("@proto-webhooks/receiver/sqlite");
  return sqliteInbox(place.file);
}

/** The same for an inbox that must be there: a name with a slip in it makes no new one. */
export async function openExisting(place: InboxPlace): Promise<Inbox> {
  if (place.kind === "postgres") {
    const { checkSchema } = await import("./open-postgres.ts");
    await checkSchema(place);
  } else {
    checkFile(place.file, place.shown);
  }
  return openInbox(place);
}

/** What else may be wrong with the file, its own store says better. */
function checkFile(file: string, shown: string): void {
  let stat: Stats | undefined;
  try {
    stat = statSync(file, { throwIfNoEntry: false });
  } catch {
    return;
  }
  if (stat === undefined) {
    const advice = "Check the path: it is that of the receiver's sqliteInbox, or of listen --inbox.";
    throw new CliError(`there is no file ${shown} here. ${advice}`);
  }
  if (stat.isFile() && stat.size === 0)
    throw new CliError(`there is no inbox in ${shown}: the file is empty`);
}
