import type { InboxStats } from "../inbox.ts";
import type { Statements } from "./statements.ts";

/** The one row of the table `books`. */
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
}

export function readBooks(statements: Statements): Books {
  return { ...statements.readBooks.get() } as unknown as Books;
}

export function writeBooks(statements: Statements, books: Books): void {
  const { accepted, pending, done, dead, quarantined, last_event, last_ticket } = books;
  statements.writeBooks.run(accepted, pending, done, dead, quarantined, last_event, last_ticket);
}

export function toStats({ accepted, pending, done, dead, quarantined }: Books): InboxStats {
  return { accepted, pending, done, dead, quarantined };
}
