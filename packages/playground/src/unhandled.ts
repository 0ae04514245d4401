import type { Inbox, Logger } from "@proto-webhooks/receiver";

/** Tells why what came reached no handler: a delivery was refused, or an event went into quarantine. */
export function tellUnhandled(inbox: Inbox, tell: (why: string) => void): Logger {
  let told = 0;
  inbox.subscribe(async () => {
    const quarantined = await inbox.list("quarantined");
    for (const { issues } of quarantined.slice(told)) {
      tell(`in quarantine: ${issues.map(({ message }) => message).join("; ")}`);
    }
    told = quarantined.length;
  });
  const log = (fields: object, message: string) => tell(`${message}: ${JSON.stringify(fields)}`);
  return {
    // Events in quarantine were told above, in full: what comes here is the user's own.
    warn: (fields, message) => "quarantined" in fields || log(fields, message),
    error: log,
  };
}
