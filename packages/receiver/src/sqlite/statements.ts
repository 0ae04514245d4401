/// <reference types="node" />
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { operatorTexts } from "./operator-texts.ts";

// Every SQL text that runs while the inbox works. The tables are explained where they are made, in `migrations`.
// Values are given in the order of the question marks: Node 22.13 does not know ?1, ?2. "due IS NULL" is true wherever it
// stands; it lets SQLite see that the index on state and due is in the order of n there.

/** What a claim needs of an event. */
const columns = `e.n, e.lane, e.sequence, e.kind, e.salt, e.time, e.attempts, e.vanished,
  l.chat, b.json, b.fingerprint, b.duplicate_of, b.traceparent`;

/** What a claim hands out: the heads of the lanes in turn, or any events, oldest first. */
const claimTexts: Readonly<Record<"heads" | "oldest", string>> = {
  heads: `SELECT ${columns}
    FROM lanes l JOIN events e ON e.n = l.head JOIN bodies b ON b.n = l.head
    WHERE l.turn IS NOT NULL ORDER BY l.turn LIMIT ?`,
  oldest: `SELECT ${columns}
    FROM events e JOIN lanes l ON l.id = e.lane JOIN bodies b ON b.n = e.n
    WHERE e.state = 0 AND e.due IS NULL ORDER BY e.n LIMIT ?`,
};

const usualTexts = {
  begin: "BEGIN IMMEDIATE",
  commit: "COMMIT",
  dataVersion: "PRAGMA data_version",

  usedBytes: `SELECT (page_count - freelist_count) * page_size AS bytes
    FROM pragma_page_count, pragma_freelist_count, pragma_page_size`,

  readBooks: `SELECT accepted, pending, done, dead, quarantined, last_event, last_ticket,
    kept_done, purged_dead, purged_quarantined, dropped FROM ledger`,
  writeBooks: `UPDATE ledger SET accepted = ?, pending = ?, done = ?, dead = ?, quarantined = ?,
    last_event = ?, last_ticket = ?, kept_done = ?, purged_dead = ?, purged_quarantined = ?, dropped = ?`,

  // "n > 0" is true wherever it stands; it lets SQLite see that it need not look at all of them.
  addArrivals:
    "INSERT INTO arrivals (n, salt, time, since, pending, heads, bodies) VALUES (?, ?, ?, ?, ?, ?, ?)",
  firstArrivals: "SELECT n, salt, time, since, heads, bodies FROM arrivals WHERE n > 0 ORDER BY n LIMIT 1",
  removeArrivals: "DELETE FROM arrivals WHERE n = ?",
  arrivedUntil: "SELECT 1 FROM arrivals WHERE n BETWEEN 1 AND ? LIMIT 1",
  firstToHandle: "SELECT time FROM arrivals WHERE n > 0 AND pending > 0 ORDER BY n LIMIT 1",

  // A lane gets its next sequence; it gets a head and a turn when it has none. In DO UPDATE, names without "excluded" are
  // what the row was.
  joinLane: `INSERT INTO lanes (chat, last_sequence, head, turn) VALUES (?, 1, ?, ?)
    ON CONFLICT (chat) DO UPDATE SET last_sequence = last_sequence + 1, head = coalesce(head, excluded.head),
      turn = CASE WHEN head IS NULL THEN excluded.turn ELSE turn END
    RETURNING id, last_sequence`,
  joinLaneless: "UPDATE lanes SET last_sequence = last_sequence + 1 WHERE id = 0 RETURNING id, last_sequence",
  insertEvent: `INSERT INTO events (n, lane, sequence, kind, salt, time, state, settled)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  insertBody: `INSERT INTO bodies (n, json, issues, fingerprint, duplicate_of, traceparent)
    VALUES (?, ?, ?, ?, ?, ?)`,

  // Those that another process added; one that may say the same; and the removal of the oldest that are no longer needed.
  // Their age is the larger one of those on the two clocks; when both are negative, nothing can be said of it.
  newFingerprints: `SELECT f.n, l.chat, f.fingerprint FROM fingerprints f JOIN lanes l ON l.id = f.lane
    WHERE f.n > ? ORDER BY f.n LIMIT ?`,
  findFingerprint: `SELECT f.n, f.sequence, f.salt, f.fingerprint, f.duplicate_of, f.time, f.since
    FROM fingerprints f JOIN lanes l ON l.id = f.lane
    WHERE f.n = ? AND l.chat = ? AND f.fingerprint = ?`,
  addFingerprint: `INSERT INTO fingerprints (n, lane, fingerprint, sequence, salt, duplicate_of, time, since)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  removeFingerprints: `DELETE FROM fingerprints
    WHERE n <= (SELECT n FROM fingerprints WHERE n > 0 ORDER BY n LIMIT 1 OFFSET ?)
      AND (n <= ? OR max((? - since) / 1000.0, ? - time) NOT BETWEEN 0 AND ?)`,

  lease: `UPDATE events SET state = 1, attempts = attempts + 1, lease = ?, since = ?, due = ? WHERE n = ?`,
  leaveQueue: "UPDATE lanes SET turn = NULL WHERE id = ? AND head = ?",

  // Those whose time has come can be claimed again; who held the lease has lost it.
  overdue: "SELECT n, lane FROM events WHERE state = 1 AND due <= ? ORDER BY due LIMIT ?",
  free: `UPDATE events SET state = 0, vanished = vanished + (lease IS NOT NULL), lease = NULL, since = NULL, due = NULL
    WHERE n = ?`,

  // Each of these does nothing when the lease was lost.
  extend: "UPDATE events SET since = ?, due = ? WHERE n = ? AND lease = ?",
  done: "DELETE FROM events WHERE n = ? AND lease = ? RETURNING lane",
  deleteBody: "DELETE FROM bodies WHERE n = ?",
  keepDone: `INSERT INTO done_events SELECT n, lane, sequence, kind, salt, time, attempts, last_error, ?
    FROM events WHERE n = ? AND lease = ?`,
  dead: `UPDATE events SET state = 2, last_error = ?, settled = ?, lease = NULL, since = NULL, due = NULL
    WHERE n = ? AND lease = ? RETURNING lane`,
  retry: `UPDATE events SET last_error = ?, vanished = 0, lease = NULL, since = ?, due = ?
    WHERE n = ? AND lease = ? RETURNING lane`,
  release: `UPDATE events SET state = 0, attempts = attempts - 1, lease = NULL, since = NULL, due = NULL
    WHERE n = ? AND lease = ? RETURNING lane`,

  // After an attempt with the head of a lane has ended, or its waiting: the first pending one is the head, at the end of
  // the queue unless it waits. That is another one when it was settled, or when an earlier one was requeued meanwhile.
  nextHead: `UPDATE lanes SET (head, turn) = (SELECT n, CASE state WHEN 0 THEN ? END FROM events
      WHERE lane = ? AND state < 2 ORDER BY n LIMIT 1)
    WHERE id = ? AND head = ?`,

  firstTurn: "SELECT 1 FROM lanes WHERE turn IS NOT NULL LIMIT 1",
  firstDue: "SELECT due FROM events WHERE state = 1 ORDER BY due LIMIT 1",
} as const;

type Name = keyof typeof claimTexts | keyof typeof usualTexts | keyof typeof operatorTexts;

export const texts: Readonly<Record<Name, string>> = { ...claimTexts, ...usualTexts, ...operatorTexts };

export type Statements = Readonly<Record<Name, StatementSync>>;

export function prepareAll(db: DatabaseSync): Statements {
  const prepared = Object.entries(texts).map(([name, text]) => [name, db.prepare(text)]);
  return Object.fromEntries(prepared) as Statements;
}
