import type { Backlog, EventState, InboxStats, ListRequest, StoredEvent } from "../inbox.ts";
import type { Database } from "./database.ts";
import { type EventRow, readId, stateNumbers, toStoredEvent } from "./rows.ts";
import { keyOf } from "./stored-text.ts";
import { toCount } from "./to-count.ts";

const columns = [
  "accepted",
  "pending",
  "done",
  "dead",
  "quarantined",
  "kept_done",
  "kept_dead",
  "kept_quarantined",
  "dropped",
] as const;
const sums = columns.map((name) => `sum(${name}) AS ${name}`).join(", ");

/** Adds up the parts of the books, at one moment. */
export async function readStats(database: Database): Promise<InboxStats> {
  type Sums = Readonly<Record<(typeof columns)[number], number>>;
  const [row] = (await database.query<Sums>(`SELECT ${sums} FROM inbox.books`)) as [Sums];
  const { accepted, pending, done, dead, quarantined, dropped } = row;
  const kept = { done: row.kept_done, dead: row.kept_dead, quarantined: row.kept_quarantined };
  return { accepted, pending, done, dead, quarantined, kept, dropped };
}

export async function readBacklog(database: Database): Promise<Backlog> {
  type Row = { readonly oldest_ms: number | null; readonly blocked: number };
  const [row] = (await database.query<Row>("SELECT * FROM inbox.backlog()")) as [Row];
  const { oldest_ms: oldestMs, blocked: blockedLanes } = row;
  // By the wall clock, which may have been set back since.
  return oldestMs === null ? { blockedLanes } : { oldestMs: Math.max(0, Math.round(oldestMs)), blockedLanes };
}

type ListedRow = EventRow & { readonly now_us: number };

export async function list(
  database: Database,
  state: EventState,
  { chat, after, limit = 100 }: ListRequest,
): Promise<readonly StoredEvent[]> {
  const rows = await database.query<ListedRow>(
    "SELECT l.*, c.now_us FROM inbox.list($1, $2, $3, $4) l, inbox.now_us() c (now_us)",
    [
      stateNumbers[state],
      chat === undefined ? null : keyOf(chat),
      after === undefined ? 0 : numberOf(after),
      toCount(limit),
    ],
  );
  return rows.map(toStoredEvent);
}

/** The number behind which a list goes on. There is nothing behind an id that is not ours. */
function numberOf(after: string): number {
  const [n] = readId(after);
  return n < 0 ? Number.MAX_SAFE_INTEGER : n;
}

export async function find(database: Database, id: string): Promise<StoredEvent | undefined> {
  const [n, salt] = readId(id);
  const rows = await database.query<ListedRow>(
    "SELECT f.*, c.now_us FROM inbox.find($1) f, inbox.now_us() c (now_us) WHERE f.salt = $2",
    [n, salt],
  );
  return rows.map(toStoredEvent)[0];
}
