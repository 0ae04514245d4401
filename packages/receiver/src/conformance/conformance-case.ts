import type { Inbox } from "../inbox.ts";

/** One thing that every inbox must do. */
export interface ConformanceCase {
  readonly name: string;
  /** @param make gives an empty inbox. */
  readonly run: (make: () => Inbox | Promise<Inbox>) => Promise<void>;
}

/** A case with one inbox, which is closed whatever happens. */
export function inboxCase(name: string, check: (inbox: Inbox) => Promise<void>): ConformanceCase {
  const run: ConformanceCase["run"] = async (make) => {
    const inbox = await make();
    try {
      await check(inbox);
    } finally {
      await inbox.close();
    }
  };
  return { name, run };
}
