import { pinned } from "./pinned.ts";

/** What a person asks for. An event is named by its number and its salt. */
export const operations: string = `
-- Has dead events, and those in quarantine that have a kind now, handled after all. Returns their places, from 1.
CREATE FUNCTION inbox.requeue(numbers bigint[], salts text[], kinds text[], waker text) RETURNS SETOF bigint ${pinned} AS $$
DECLARE
  keys uuid[] := (SELECT array_agg(DISTINCT e.key) FROM inbox.events e WHERE e.n = ANY (numbers) AND e.state IN (4, 5)
    AND e.key <> '00000000-0000-0000-0000-000000000000');
  moved bigint[];
  dead_count bigint;
BEGIN
  PERFORM inbox.tick();
  PERFORM inbox.lock_lanes(keys);
  WITH named AS (
    SELECT DISTINCT ON (e.n) i.ord, i.kind, e.n, e.state
      FROM unnest(numbers, salts, kinds) WITH ORDINALITY AS i (n, salt, kind, ord)
        JOIN inbox.events e ON e.n = i.n AND e.salt = i.salt AND e.key = ANY (keys)
      WHERE e.state = 4 OR (e.state = 5 AND i.kind IS NOT NULL) ORDER BY e.n, i.ord
  ), changed AS (
    UPDATE inbox.events e SET state = 0, attempts = 0, vanished = 0, settled = NULL,
        kind = CASE f.state WHEN 5 THEN f.kind ELSE e.kind END, issues = CASE f.state WHEN 5 THEN NULL ELSE e.issues END
      FROM named f WHERE e.n = f.n AND e.state = f.state RETURNING f.ord, f.state, e.key, e.n
  ), opened AS (
    UPDATE inbox.lanes l SET head = least(l.head, c.first)
      FROM (SELECT key, min(n) AS first FROM changed GROUP BY key) c WHERE l.key = c.key
  ) SELECT array_agg(c.ord), count(*) FILTER (WHERE c.state = 4) INTO moved, dead_count FROM changed c;
  IF moved IS NULL THEN
    RETURN;
  END IF;
  PERFORM inbox.place_lanes(keys);
  UPDATE inbox.books b SET pending = b.pending + cardinality(moved),
      dead = b.dead - dead_count, kept_dead = b.kept_dead - dead_count,
      quarantined = b.quarantined - cardinality(moved) + dead_count,
      kept_quarantined = b.kept_quarantined - cardinality(moved) + dead_count
    WHERE b.slot = pg_backend_pid() % 16;
  PERFORM pg_notify(:channel, waker);
  RETURN QUERY SELECT unnest(moved);
END $$;

-- Ends the waiting for the next attempt. Returns the places of those that waited, from 1.
CREATE FUNCTION inbox.retry(numbers bigint[], salts text[], waker text) RETURNS SETOF bigint ${pinned} AS $$
DECLARE
  keys uuid[] := (SELECT array_agg(DISTINCT e.key) FROM inbox.events e WHERE e.n = ANY (numbers) AND e.state = 1);
BEGIN
  PERFORM inbox.tick();
  PERFORM inbox.lock_lanes(keys);
  RETURN QUERY UPDATE inbox.events e SET state = 0, due = NULL
    FROM unnest(numbers, salts) WITH ORDINALITY AS i (n, salt, ord)
    WHERE e.n = i.n AND e.salt = i.salt AND e.state = 1 AND e.key = ANY (keys) RETURNING i.ord;
  IF FOUND THEN
    PERFORM inbox.place_lanes(keys);
    PERFORM pg_notify(:channel, waker);
  END IF;
END $$;

-- Removes settled events, the oldest first, as many as \`most\`. Returns how many. Those that someone works on are left.
CREATE FUNCTION inbox.purge(
  of_state smallint, numbers bigint[], salts text[], older_ms float8, keep_newest bigint, most int
) RETURNS bigint ${pinned} AS $$
DECLARE
  last_n bigint := 9223372036854775807;
  until timestamptz := clock_timestamp() - older_ms * interval '1 millisecond';
  chosen bigint[];
BEGIN
  PERFORM inbox.tick();
  IF keep_newest > 0 THEN
    SELECT e.n INTO last_n FROM inbox.events e WHERE e.state = of_state ORDER BY e.n DESC OFFSET keep_newest LIMIT 1;
  END IF;
  IF numbers IS NOT NULL THEN
    SELECT array_agg(f.n) INTO chosen FROM (
      SELECT e.n FROM unnest(numbers, salts) AS i (n, salt) JOIN inbox.events e ON e.n = i.n AND e.salt = i.salt
        WHERE e.state = of_state AND e.n <= last_n AND (until IS NULL OR e.settled <= until)
        ORDER BY e.n LIMIT most FOR UPDATE OF e SKIP LOCKED
    ) f;
  ELSIF until IS NOT NULL THEN
    SELECT array_agg(f.n) INTO chosen FROM (
      SELECT e.n FROM inbox.events e WHERE e.state = of_state AND e.settled <= until AND e.n <= last_n
        ORDER BY e.settled, e.n LIMIT most FOR UPDATE SKIP LOCKED
    ) f;
  ELSE
    SELECT array_agg(f.n) INTO chosen FROM (
      SELECT e.n FROM inbox.events e WHERE e.state = of_state AND e.n <= last_n ORDER BY e.n LIMIT most
        FOR UPDATE SKIP LOCKED
    ) f;
  END IF;
  DELETE FROM inbox.events e WHERE e.n = ANY (chosen) AND e.state = of_state;
  UPDATE inbox.books b SET kept_done = b.kept_done - CASE of_state WHEN 3 THEN cardinality(chosen) ELSE 0 END,
      kept_dead = b.kept_dead - CASE of_state WHEN 4 THEN cardinality(chosen) ELSE 0 END,
      kept_quarantined = b.kept_quarantined - CASE of_state WHEN 5 THEN cardinality(chosen) ELSE 0 END
    WHERE b.slot = pg_backend_pid() % 16 AND chosen IS NOT NULL;
  RETURN coalesce(cardinality(chosen), 0);
END $$;
`;
