/**
 * - books: one row. Its check is the promise that the books balance; a transaction that breaks it does not commit.
 *   `last_event` and `last_ticket` are counters that never go back.
 * - lanes: one row for each chat ever seen, as its sequence must go on. `head` is its first pending event. `turn` is its
 *   place in the queue of the lanes whose head can be claimed; null while it cannot. Lane 0 is for events without a
 *   readable chat.
 * - events: what changes often, so small. `state`: 0 can be claimed, 1 waits (for the end of its lease, or for its next
 *   attempt when it has no lease), 2 dead, 3 quarantined. It waits from `since` until `due`, in microseconds of the monotonic clock.
 *   `salt` makes its id unique even when a backup was restored and numbers are given a second time.
 * - bodies: what never changes, so that a claim does not write a large event again.
 */
export const first = `
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
`;
