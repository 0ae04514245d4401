import type { InboxStats } from "../inbox.ts";
import type { Statements } from "./statements.ts";

/** The one row of the table `ledger`. */
export interface Books {
  accepted: number;
  pending: number;
  done: number;
  dead: number;
  quarantined: number;
  /** The number of the newest event. */
  last_event: number;
  /** What turns and leases are numbered with: the higher, the later. */
  last_ticket: number;
  /** How many done events are kept. */
  kept_done: number;
  /** How many of the dead and of the quarantined were removed. */
  purged_dead: number;
  purged_quarantined: number;
  /** Suspected duplicates that were not stored. */
  dropped: number;
}

export function readBooks(statements: Statements): Books {
  return { ...statements.readBooks.get() } as unknown as Books;
}

export function writeBooks(statements: Statements, books: Books): void {
  const { accepted, pending, done, dead, quarantined, last_event, last_ticket } = books;
  const { kept_done, purged_dead, purged_quarantined, dropped } = books;
  statements.writeBooks.run(
    ...[accepted, pending, done, dead, quarantined, last_event, last_ticket],
    ...[kept_done, purged_dead, purged_quarantined, dropped],
  );
}

export function toStats(books: Books): InboxStats {
  const { accepted, pending, done, dead, quarantined, dropped } = books;
  const kept = {
    done: books.kept_done,
    dead: dead - books.purged_dead,
    quarantined: quarantined - books.purged_quarantined,
  };
  return { accepted, pending, done, dead, quarantined, kept, dropped };
}
