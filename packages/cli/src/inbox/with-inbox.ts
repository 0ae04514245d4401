import type { Inbox } from "@proto-webhooks/receiver";
import { toCliError } from "./inbox-error.ts";
import { findPlace, type InboxOptions, type InboxPlace } from "./inbox-place.ts";
import { openExisting } from "./open-inbox.ts";

/** Does something with the inbox that the options name, which must be there, and lets go of it. */
export async function withInbox<T>(
  options: InboxOptions,
  action: (inbox: Inbox, place: InboxPlace) => Promise<T>,
): Promise<T> {
  const place = findPlace(options);
  try {
    const inbox = await openExisting(place);
    try {
      return await action(inbox, place);
    } finally {
      await inbox.close();
    }
  } catch (error) {
    throw toCliError(error);
  }
}
