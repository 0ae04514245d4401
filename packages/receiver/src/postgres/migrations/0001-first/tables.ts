/**
 * - books: what was ever accepted, and what became of it. Its check is the promise that the books balance; a transaction
 *   that breaks them does not commit. Each row has a part, and the parts are added up, so that connections seldom wait for
 *   one another. What was dropped was not accepted; what was let go or purged is no longer kept.
 * - clock: one row, the time that leases and delays run on, see the functions of the clock.
 * - lanes: one row for each chat ever seen, as its sequence must go on. `key` is a hash of the chat's id, so that any id
 *   has one. `head` is the number of its first pending event. `turn` is its place in the queue of the lanes whose head can
 *   be claimed; null while it cannot, and while any event of the lane is claimed. The lane with the key 0 is for events
 *   without a readable chat. **Whoever changes an event holds the lock on its lane; more than one are locked by key.**
 * - events: one row for each event that is pending or kept. `n` is its number, in commit order. `state`: 0 can be claimed,
 *   1 waits for its next attempt, 2 is claimed, 3 done, 4 dead, 5 in quarantine. In 1 and 2 it waits until `due`, in
 *   microseconds of the clock. `salt` makes its id unique even when a backup was restored and numbers are given a second
 *   time. `vanished` counts the last attempts whose lease ran out.
 * - fingerprints: for each lane the last accepted event that says the same, until nobody asks for it any more.
 * - numbers: what events, and turns, are numbered with.
 */
export const tables: string = `
CREATE SEQUENCE inbox.numbers;

CREATE TABLE inbox.books (
  slot smallint PRIMARY KEY,
  accepted bigint NOT NULL DEFAULT 0,
  pending bigint NOT NULL DEFAULT 0,
  done bigint NOT NULL DEFAULT 0,
  dead bigint NOT NULL DEFAULT 0,
  quarantined bigint NOT NULL DEFAULT 0,
  kept_done bigint NOT NULL DEFAULT 0,
  kept_dead bigint NOT NULL DEFAULT 0,
  kept_quarantined bigint NOT NULL DEFAULT 0,
  dropped bigint NOT NULL DEFAULT 0,
  CHECK (accepted = pending + done + dead + quarantined)
) WITH (fillfactor = 50);
INSERT INTO inbox.books (slot) SELECT generate_series(0, 15);

CREATE TABLE inbox.clock (
  is_the_only_row boolean PRIMARY KEY DEFAULT true CHECK (is_the_only_row),
  us bigint NOT NULL DEFAULT 0,
  seen timestamptz NOT NULL DEFAULT clock_timestamp()
) WITH (fillfactor = 50);
INSERT INTO inbox.clock DEFAULT VALUES;

-- Room on each page, so that a row which changes stays where it is.
CREATE TABLE inbox.lanes (
  key uuid PRIMARY KEY,
  chat text,
  last_sequence bigint NOT NULL DEFAULT 0,
  head bigint,
  turn bigint
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
CREATE INDEX lanes_by_turn ON inbox.lanes (turn) WHERE turn IS NOT NULL;
INSERT INTO inbox.lanes (key) VALUES ('00000000-0000-0000-0000-000000000000');

CREATE TABLE inbox.events (
  n bigint PRIMARY KEY,
  key uuid NOT NULL,
  sequence bigint NOT NULL,
  salt text NOT NULL,
  time timestamptz NOT NULL,
  kind text NOT NULL CHECK (kind IN ('valid', 'unrecognized', 'invalid')),
  state smallint NOT NULL CHECK (state BETWEEN 0 AND 5),
  attempts int NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  vanished int NOT NULL DEFAULT 0,
  lease uuid,
  due bigint,
  last_error text,
  settled timestamptz,
  json text NOT NULL,
  issues text,
  fingerprint text,
  duplicate_of text,
  traceparent text,
  CHECK ((due IS NOT NULL) = (state IN (1, 2))),
  CHECK ((lease IS NOT NULL) = (state = 2)),
  CHECK ((settled IS NOT NULL) = (state > 2))
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02);
CREATE INDEX events_by_state ON inbox.events (state, n);
CREATE INDEX events_by_lane ON inbox.events (key, state, n);
CREATE INDEX events_by_due ON inbox.events (due) WHERE due IS NOT NULL;
CREATE INDEX events_by_settled ON inbox.events (state, settled, n) WHERE settled IS NOT NULL;

-- Until when it is asked for by the wall clock; how old it is, see the function store.
CREATE TABLE inbox.fingerprints (
  key uuid NOT NULL,
  hash uuid NOT NULL,
  id text NOT NULL,
  sequence bigint NOT NULL,
  time timestamptz NOT NULL,
  us bigint NOT NULL,
  until timestamptz NOT NULL,
  duplicate_of text,
  PRIMARY KEY (key, hash)
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02);
CREATE INDEX fingerprints_by_until ON inbox.fingerprints (until);

-- An event as it is handed out and listed. Times in milliseconds since 1970.
CREATE VIEW inbox.shown AS
  SELECT e.n, e.sequence, e.salt, (extract(epoch FROM e.time) * 1000)::bigint AS time_ms, e.kind, e.state, e.attempts,
    e.vanished, e.lease, e.due, e.last_error, (extract(epoch FROM e.settled) * 1000)::bigint AS settled_ms, e.json, e.issues,
    e.fingerprint, e.duplicate_of, e.traceparent, l.chat
  FROM inbox.events e JOIN inbox.lanes l ON l.key = e.key;
`;
