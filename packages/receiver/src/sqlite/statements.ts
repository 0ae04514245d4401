/// <reference types="node" />
import type { DatabaseSync, StatementSync } from "node:sqlite";

// Every SQL text that runs while the inbox works. The tables are explained in migrations/0001-first.ts.
// ?1, ?2 … are in the order in which they are given. "due IS NULL" is true wherever it stands; it lets SQLite see that the
// index on state and due is in the order of n there.

export const texts = {
  begin: "BEGIN IMMEDIATE",
  commit: "COMMIT",
  dataVersion: "PRAGMA data_version",

  readBooks: "SELECT accepted, pending, done, dead, quarantined, last_event, last_ticket FROM books",
  writeBooks: `UPDATE books SET accepted = ?1, pending = ?2, done = ?3, dead = ?4, quarantined = ?5,
    last_event = ?6, last_ticket = ?7`,

  // A lane gets its next sequence; it gets a head and a turn when it has none. In DO UPDATE, names without "excluded" are
  // what the row was.
  joinLane: `INSERT INTO lanes (chat, last_sequence, head, turn) VALUES (?1, 1, ?2, ?3)
    ON CONFLICT (chat) DO UPDATE SET last_sequence = last_sequence + 1, head = coalesce(head, excluded.head),
      turn = CASE WHEN head IS NULL THEN excluded.turn ELSE turn END
    RETURNING id, last_sequence`,
  joinLaneless: "UPDATE lanes SET last_sequence = last_sequence + 1 WHERE id = 0 RETURNING id, last_sequence",
  insertEvent: `INSERT INTO events (n, lane, sequence, kind, salt, time, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)`,
  insertBody: "INSERT INTO bodies (n, json, issues) VALUES (?1, ?2, ?3)",

  // What a claim hands out: the heads of the lanes in turn, or any events, oldest first.
  heads: `SELECT e.n, e.lane, e.sequence, e.kind, e.salt, e.time, e.attempts, l.chat, b.json
    FROM lanes l JOIN events e ON e.n = l.head JOIN bodies b ON b.n = l.head
    WHERE l.turn IS NOT NULL ORDER BY l.turn LIMIT ?1`,
  oldest: `SELECT e.n, e.lane, e.sequence, e.kind, e.salt, e.time, e.attempts, l.chat, b.json
    FROM events e JOIN lanes l ON l.id = e.lane JOIN bodies b ON b.n = e.n
    WHERE e.state = 0 AND e.due IS NULL ORDER BY e.n LIMIT ?1`,
  lease: `UPDATE events SET state = 1, attempts = attempts + 1, lease = ?2, since = ?3, due = ?4 WHERE n = ?1`,
  leaveQueue: "UPDATE lanes SET turn = NULL WHERE id = ?1 AND head = ?2",

  // Those whose time has come can be claimed again; who held the lease has lost it.
  overdue: "SELECT n, lane FROM events WHERE state = 1 AND due <= ?1 ORDER BY due LIMIT ?2",
  free: "UPDATE events SET state = 0, lease = NULL, since = NULL, due = NULL WHERE n = ?1",
  joinQueue: "UPDATE lanes SET turn = ?3 WHERE id = ?1 AND head = ?2",

  // Each of these does nothing when the lease was lost.
  extend: "UPDATE events SET since = ?3, due = ?4 WHERE n = ?1 AND lease = ?2",
  done: "DELETE FROM events WHERE n = ?1 AND lease = ?2 RETURNING lane",
  deleteBody: "DELETE FROM bodies WHERE n = ?1",
  dead: `UPDATE events SET state = 2, last_error = ?3, lease = NULL, since = NULL, due = NULL
    WHERE n = ?1 AND lease = ?2 RETURNING lane`,
  retry: `UPDATE events SET last_error = ?3, lease = NULL, since = ?4, due = ?5
    WHERE n = ?1 AND lease = ?2 RETURNING lane`,
  release: `UPDATE events SET state = 0, attempts = attempts - 1, lease = NULL, since = NULL, due = NULL
    WHERE n = ?1 AND lease = ?2 RETURNING lane`,

  // After the head of a lane was settled: the next one is the head, at the end of the queue unless it waits.
  nextHead: `UPDATE lanes SET (head, turn) = (SELECT n, CASE state WHEN 0 THEN ?3 END FROM events
      WHERE lane = ?1 AND state < 2 ORDER BY n LIMIT 1)
    WHERE id = ?1 AND head = ?2`,

  firstTurn: "SELECT 1 FROM lanes WHERE turn IS NOT NULL LIMIT 1",
  firstDue: "SELECT due FROM events WHERE state = 1 ORDER BY due LIMIT 1",
  list: `SELECT e.n, e.sequence, e.kind, e.salt, e.time, e.attempts, e.last_error, l.chat, b.json, b.issues
    FROM events e JOIN lanes l ON l.id = e.lane JOIN bodies b ON b.n = e.n
    WHERE e.state = ?1 AND e.due IS NULL ORDER BY e.n`,
} as const;

export type Statements = Readonly<Record<keyof typeof texts, StatementSync>>;

export function prepareAll(db: DatabaseSync): Statements {
  const prepared = Object.entries(texts).map(([name, text]) => [name, db.prepare(text)]);
  return Object.fromEntries(prepared) as Statements;
}
