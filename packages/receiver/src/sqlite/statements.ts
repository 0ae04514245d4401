/// <reference types="node" />
import type { DatabaseSync, StatementSync } from "node:sqlite";

// Every SQL text that runs while the inbox works. The tables are explained in migrations/0001-first.ts.
// Values are given in the order of the question marks: Node 22.13 does not know ?1, ?2. "due IS NULL" is true wherever it stands; it lets SQLite see that the
// index on state and due is in the order of n there.

export const texts = {
  begin: "BEGIN IMMEDIATE",
  commit: "COMMIT",
  dataVersion: "PRAGMA data_version",

  usedBytes: `SELECT (page_count - freelist_count) * page_size AS bytes
    FROM pragma_page_count, pragma_freelist_count, pragma_page_size`,

  readBooks: "SELECT accepted, pending, done, dead, quarantined, last_event, last_ticket FROM books",
  writeBooks: `UPDATE books SET accepted = ?, pending = ?, done = ?, dead = ?, quarantined = ?,
    last_event = ?, last_ticket = ?`,

  // A lane gets its next sequence; it gets a head and a turn when it has none. In DO UPDATE, names without "excluded" are
  // what the row was.
  joinLane: `INSERT INTO lanes (chat, last_sequence, head, turn) VALUES (?, 1, ?, ?)
    ON CONFLICT (chat) DO UPDATE SET last_sequence = last_sequence + 1, head = coalesce(head, excluded.head),
      turn = CASE WHEN head IS NULL THEN excluded.turn ELSE turn END
    RETURNING id, last_sequence`,
  joinLaneless: "UPDATE lanes SET last_sequence = last_sequence + 1 WHERE id = 0 RETURNING id, last_sequence",
  insertEvent: `INSERT INTO events (n, lane, sequence, kind, salt, time, state) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  insertBody: "INSERT INTO bodies (n, json, issues) VALUES (?, ?, ?)",

  // What a claim hands out: the heads of the lanes in turn, or any events, oldest first.
  heads: `SELECT e.n, e.lane, e.sequence, e.kind, e.salt, e.time, e.attempts, l.chat, b.json
    FROM lanes l JOIN events e ON e.n = l.head JOIN bodies b ON b.n = l.head
    WHERE l.turn IS NOT NULL ORDER BY l.turn LIMIT ?`,
  oldest: `SELECT e.n, e.lane, e.sequence, e.kind, e.salt, e.time, e.attempts, l.chat, b.json
    FROM events e JOIN lanes l ON l.id = e.lane JOIN bodies b ON b.n = e.n
    WHERE e.state = 0 AND e.due IS NULL ORDER BY e.n LIMIT ?`,
  lease: `UPDATE events SET state = 1, attempts = attempts + 1, lease = ?, since = ?, due = ? WHERE n = ?`,
  leaveQueue: "UPDATE lanes SET turn = NULL WHERE id = ? AND head = ?",

  // Those whose time has come can be claimed again; who held the lease has lost it.
  overdue: "SELECT n, lane FROM events WHERE state = 1 AND due <= ? ORDER BY due LIMIT ?",
  free: "UPDATE events SET state = 0, lease = NULL, since = NULL, due = NULL WHERE n = ?",
  joinQueue: "UPDATE lanes SET turn = ? WHERE id = ? AND head = ?",

  // Each of these does nothing when the lease was lost.
  extend: "UPDATE events SET since = ?, due = ? WHERE n = ? AND lease = ?",
  done: "DELETE FROM events WHERE n = ? AND lease = ? RETURNING lane",
  deleteBody: "DELETE FROM bodies WHERE n = ?",
  dead: `UPDATE events SET state = 2, last_error = ?, lease = NULL, since = NULL, due = NULL
    WHERE n = ? AND lease = ? RETURNING lane`,
  retry: `UPDATE events SET last_error = ?, lease = NULL, since = ?, due = ?
    WHERE n = ? AND lease = ? RETURNING lane`,
  release: `UPDATE events SET state = 0, attempts = attempts - 1, lease = NULL, since = NULL, due = NULL
    WHERE n = ? AND lease = ? RETURNING lane`,

  // After the head of a lane was settled: the next one is the head, at the end of the queue unless it waits.
  nextHead: `UPDATE lanes SET (head, turn) = (SELECT n, CASE state WHEN 0 THEN ? END FROM events
      WHERE lane = ? AND state < 2 ORDER BY n LIMIT 1)
    WHERE id = ? AND head = ?`,

  firstTurn: "SELECT 1 FROM lanes WHERE turn IS NOT NULL LIMIT 1",
  firstDue: "SELECT due FROM events WHERE state = 1 ORDER BY due LIMIT 1",
  list: `SELECT e.n, e.sequence, e.kind, e.salt, e.time, e.attempts, e.last_error, l.chat, b.json, b.issues
    FROM events e JOIN lanes l ON l.id = e.lane JOIN bodies b ON b.n = e.n
    WHERE e.state = ? AND e.due IS NULL ORDER BY e.n`,
} as const;

export type Statements = Readonly<Record<keyof typeof texts, StatementSync>>;

export function prepareAll(db: DatabaseSync): Statements {
  const prepared = Object.entries(texts).map(([name, text]) => [name, db.prepare(text)]);
  return Object.fromEntries(prepared) as Statements;
}
