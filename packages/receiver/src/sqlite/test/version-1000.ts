/// <reference types="node" />
import { randomUUID } from "node:crypto";
import { DatabaseSync } from "node:sqlite";
import { monotonicNow } from "../monotonic-now.ts";

// The first version of the package, as far as it takes to share a file with it: its schema and its statements, to the
// letter. Never change them: files of that version, and processes that still run it, are not changed either.

const schema = `
CREATE TABLE books (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  accepted INTEGER NOT NULL,
  pending INTEGER NOT NULL CHECK (pending >= 0),
  done INTEGER NOT NULL,
  dead INTEGER NOT NULL CHECK (dead >= 0),
  quarantined INTEGER NOT NULL CHECK (quarantined >= 0),
  last_event INTEGER NOT NULL,
  last_ticket INTEGER NOT NULL,
  CHECK (accepted = pending + done + dead + quarantined)
) STRICT;
INSERT INTO books VALUES (1, 0, 0, 0, 0, 0, 0, 0);

CREATE TABLE lanes (
  id INTEGER PRIMARY KEY,
  chat ANY UNIQUE,
  last_sequence INTEGER NOT NULL,
  head INTEGER,
  turn INTEGER
) STRICT;
INSERT INTO lanes VALUES (0, NULL, 0, NULL, NULL);
CREATE INDEX lanes_by_turn ON lanes (turn) WHERE turn IS NOT NULL;

CREATE TABLE events (
  n INTEGER PRIMARY KEY,
  lane INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('valid', 'unrecognized', 'invalid')),
  salt TEXT NOT NULL,
  time INTEGER NOT NULL,
  state INTEGER NOT NULL CHECK (state IN (0, 1, 2, 3)),
  attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  last_error TEXT,
  lease INTEGER,
  since INTEGER,
  due INTEGER CHECK ((due IS NOT NULL) = (state = 1))
) STRICT;
CREATE INDEX events_by_state ON events (state, due);
CREATE INDEX events_by_lane ON events (lane) WHERE state < 2;

CREATE TABLE bodies (
  n INTEGER PRIMARY KEY,
  json ANY NOT NULL,
  issues TEXT
) STRICT;
PRAGMA user_version = 1000;
PRAGMA application_id = ${0x5077496e};
`;

const texts = {
  readBooks: "SELECT accepted, pending, done, dead, quarantined, last_event, last_ticket FROM books",
  writeBooks: `UPDATE books SET accepted = ?, pending = ?, done = ?, dead = ?, quarantined = ?,
    last_event = ?, last_ticket = ?`,
  joinLane: `INSERT INTO lanes (chat, last_sequence, head, turn) VALUES (?, 1, ?, ?)
    ON CONFLICT (chat) DO UPDATE SET last_sequence = last_sequence + 1, head = coalesce(head, excluded.head),
      turn = CASE WHEN head IS NULL THEN excluded.turn ELSE turn END
    RETURNING id, last_sequence`,
  insertEvent: `INSERT INTO events (n, lane, sequence, kind, salt, time, state) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  insertBody: "INSERT INTO bodies (n, json, issues) VALUES (?, ?, ?)",
  heads: `SELECT e.n, e.lane, e.sequence, e.kind, e.salt, e.time, e.attempts, l.chat, b.json
    FROM lanes l JOIN events e ON e.n = l.head JOIN bodies b ON b.n = l.head
    WHERE l.turn IS NOT NULL ORDER BY l.turn LIMIT ?`,
  lease: `UPDATE events SET state = 1, attempts = attempts + 1, lease = ?, since = ?, due = ? WHERE n = ?`,
  leaveQueue: "UPDATE lanes SET turn = NULL WHERE id = ? AND head = ?",
  overdue: "SELECT n, lane FROM events WHERE state = 1 AND due <= ? ORDER BY due LIMIT ?",
  free: "UPDATE events SET state = 0, lease = NULL, since = NULL, due = NULL WHERE n = ?",
  joinQueue: "UPDATE lanes SET turn = ? WHERE id = ? AND head = ?",
  done: "DELETE FROM events WHERE n = ? AND lease = ? RETURNING lane",
  deleteBody: "DELETE FROM bodies WHERE n = ?",
  dead: `UPDATE events SET state = 2, last_error = ?, lease = NULL, since = NULL, due = NULL
    WHERE n = ? AND lease = ? RETURNING lane`,
  retry: `UPDATE events SET last_error = ?, lease = NULL, since = ?, due = ?
    WHERE n = ? AND lease = ? RETURNING lane`,
  release: `UPDATE events SET state = 0, attempts = attempts - 1, lease = NULL, since = NULL, due = NULL
    WHERE n = ? AND lease = ? RETURNING lane`,
  nextHead: `UPDATE lanes SET (head, turn) = (SELECT n, CASE state WHEN 0 THEN ? END FROM events
      WHERE lane = ? AND state < 2 ORDER BY n LIMIT 1)
    WHERE id = ? AND head = ?`,
  list: `SELECT e.n, e.sequence, e.kind, e.salt, e.time, e.attempts, e.last_error, l.chat, b.json, b.issues
    FROM events e JOIN lanes l ON l.id = e.lane JOIN bodies b ON b.n = e.n
    WHERE e.state = ? AND e.due IS NULL ORDER BY e.n`,
} as const;

export interface OldClaim {
  readonly n: number;
  readonly ticket: number;
  readonly id: string;
  readonly chat: string;
  readonly sequence: number;
  readonly attempt: number;
}

type OldOutcome = "done" | "dead" | "release" | { readonly retryAfterMs: number };

/** A process that runs version 1000. It may keep the file open while a newer one migrates it. */
export class Version1000 {
  readonly #db: DatabaseSync;
  #books: Record<string, number> = {};

  /** Makes the file when there is none. */
  constructor(file: string) {
    this.#db = new DatabaseSync(file);
    this.#db.exec("PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    const isNew = this.#db.prepare("PRAGMA user_version").get()?.user_version === 0;
    if (isNew) this.#db.exec(schema);
  }

  close(): void {
    this.#db.close();
  }

  commit(chat: string, kind: "valid" | "invalid" = "valid"): string {
    return this.#transact(() => {
      const n = this.#next("last_event");
      this.#count("accepted");
      this.#count(kind === "valid" ? "pending" : "quarantined");
      const head = kind === "valid" ? [n, this.#next("last_ticket")] : [null, null];
      const { id, last_sequence } = this.#run("joinLane").get(chat, ...head) as Record<string, number>;
      const salt = randomUUID().slice(-12);
      const state = kind === "valid" ? 0 : 3;
      this.#run("insertEvent").run(n, id ?? 0, last_sequence ?? 0, kind, salt, Date.now(), state);
      this.#run("insertBody").run(n, JSON.stringify({ chat }), null);
      return `${n}-${salt}`;
    });
  }

  claim(limit: number, leaseMs: number): readonly OldClaim[] {
    return this.#transact(() => {
      const now = monotonicNow();
      for (const { n, lane } of this.#run("overdue").all(now, 100) as { n: number; lane: number }[]) {
        this.#run("free").run(n);
        this.#run("joinQueue").run(this.#next("last_ticket"), lane, n);
      }
      return this.#run("heads")
        .all(limit)
        .map((row) => {
          const { n, lane, chat, sequence } = row as {
            n: number;
            lane: number;
            chat: string;
            sequence: number;
          };
          const ticket = this.#next("last_ticket");
          this.#run("lease").run(ticket, now, now + leaseMs * 1000, n);
          this.#run("leaveQueue").run(lane, n);
          return { n, ticket, id: `${n}-${row.salt}`, chat, sequence, attempt: Number(row.attempts) + 1 };
        });
    });
  }

  /** @returns whether the lease still held. */
  end({ n, ticket }: OldClaim, outcome: OldOutcome): boolean {
    return this.#transact(() => {
      const row = this.#endRow(n, ticket, outcome);
      if (row === undefined) return false;
      const lane = Number(row.lane);
      if (outcome === "release") this.#run("joinQueue").run(this.#next("last_ticket"), lane, n);
      if (outcome !== "done" && outcome !== "dead") return true;
      if (outcome === "done") this.#run("deleteBody").run(n);
      this.#count("pending", -1);
      this.#count(outcome);
      this.#run("nextHead").run(this.#next("last_ticket"), lane, lane, n);
      return true;
    });
  }

  list(state: "dead" | "quarantined"): readonly string[] {
    const rows = this.#run("list").all(state === "dead" ? 2 : 3);
    return rows.map(({ n, salt }) => `${n}-${salt}`);
  }

  #endRow(n: number, ticket: number, outcome: OldOutcome): Record<string, unknown> | undefined {
    if (typeof outcome === "object") {
      const now = monotonicNow();
      return this.#run("retry").get("Error", now, now + outcome.retryAfterMs * 1000, n, ticket);
    }
    if (outcome === "dead") return this.#run("dead").get("Error", n, ticket);
    return this.#run(outcome).get(n, ticket);
  }

  #transact<T>(action: () => T): T {
    this.#db.exec("BEGIN IMMEDIATE");
    try {
      this.#books = { ...this.#run("readBooks").get() } as Record<string, number>;
      const result = action();
      this.#run("writeBooks").run(...Object.values(this.#books));
      this.#db.exec("COMMIT");
      return result;
    } catch (error) {
      this.#db.exec("ROLLBACK");
      throw error;
    }
  }

  #run(name: keyof typeof texts) {
    return this.#db.prepare(texts[name]);
  }

  #count(column: string, by = 1): void {
    this.#books[column] = (this.#books[column] ?? 0) + by;
  }

  #next(column: "last_event" | "last_ticket"): number {
    this.#count(column);
    return this.#books[column] ?? 0;
  }
}
