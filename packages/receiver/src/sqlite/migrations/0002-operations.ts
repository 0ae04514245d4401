/**
 * What operators need, and what tells duplicates. A package that knows the first version only may write to the file too: it
 * leaves out what is added here, and so nothing may depend on it.
 *
 * - books: `kept_done` counts the rows of `done_events`; the other two, what was removed of the dead and the quarantined.
 *   The older package can raise `dead` and `quarantined` without knowing them.
 * - events: `settled` in milliseconds of the wall clock; of rows of the older package it is null, and they count as settled
 *   when they were committed. `vanished`: how many attempts right before the next one ran out of their lease.
 * - done_events: those that were to be kept. A table of their own, since the older package lists all that it finds in
 *   `events` beyond `pending` as dead or quarantined.
 * - fingerprints: one row for each event that came with one, in commit order, as long as the window is. It has what the
 *   receipt of the event says, which may be gone meanwhile, and when it was committed on both clocks.
 */
export const operations = `
ALTER TABLE books ADD COLUMN kept_done INTEGER NOT NULL DEFAULT 0 CHECK (kept_done BETWEEN 0 AND done);
ALTER TABLE books ADD COLUMN purged_dead INTEGER NOT NULL DEFAULT 0 CHECK (purged_dead BETWEEN 0 AND dead);
ALTER TABLE books ADD COLUMN purged_quarantined INTEGER NOT NULL DEFAULT 0
  CHECK (purged_quarantined BETWEEN 0 AND quarantined);
ALTER TABLE books ADD COLUMN dropped INTEGER NOT NULL DEFAULT 0;

ALTER TABLE events ADD COLUMN settled INTEGER;
ALTER TABLE events ADD COLUMN vanished INTEGER NOT NULL DEFAULT 0;
CREATE INDEX events_by_settled ON events (state, coalesce(settled, time)) WHERE state >= 2;
CREATE INDEX events_settled_by_lane ON events (lane, state) WHERE state >= 2;

ALTER TABLE bodies ADD COLUMN fingerprint ANY;
ALTER TABLE bodies ADD COLUMN duplicate_of TEXT;
ALTER TABLE bodies ADD COLUMN traceparent ANY;

CREATE TABLE done_events (
  n INTEGER PRIMARY KEY,
  lane INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  kind TEXT NOT NULL,
  salt TEXT NOT NULL,
  time INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  last_error TEXT,
  settled INTEGER NOT NULL
) STRICT;
CREATE INDEX done_events_by_settled ON done_events (settled);
CREATE INDEX done_events_by_lane ON done_events (lane);

CREATE TABLE fingerprints (
  n INTEGER PRIMARY KEY,
  lane INTEGER NOT NULL,
  fingerprint ANY NOT NULL,
  sequence INTEGER NOT NULL,
  salt TEXT NOT NULL,
  duplicate_of TEXT,
  time INTEGER NOT NULL,
  since INTEGER NOT NULL
) STRICT;
`;
