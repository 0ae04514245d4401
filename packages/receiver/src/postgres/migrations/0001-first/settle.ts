import { pinned } from "./pinned.ts";

/**
 * Ends claims. `outcomes`: 0 done, 1 done and kept, 2 dead, 3 to be tried again, 4 given back. Returns the places of
 * those whose lease still held, from 1.
 */
export const settle: string = `
CREATE FUNCTION inbox.settle(
  numbers bigint[], leases uuid[], outcomes smallint[], delays_us bigint[], errors text[], waker text
) RETURNS SETOF bigint ${pinned} AS $$
DECLARE
  now_us bigint := inbox.tick();
  keys uuid[] := (SELECT array_agg(DISTINCT e.key) FROM inbox.events e WHERE e.n = ANY (numbers));
  let_go bigint[];
  ended bigint[];
  kept_count bigint;
  dead_count bigint;
BEGIN
  PERFORM inbox.lock_lanes(keys);
  WITH gone AS (
    DELETE FROM inbox.events e USING unnest(numbers, leases, outcomes) WITH ORDINALITY AS i (n, lease, outcome, ord)
      WHERE i.outcome = 0 AND e.n = i.n AND e.lease = i.lease RETURNING i.ord
  ) SELECT coalesce(array_agg(g.ord), '{}') INTO let_go FROM gone g;
  WITH changed AS (
    UPDATE inbox.events e SET lease = NULL,
        state = CASE i.outcome WHEN 1 THEN 3 WHEN 2 THEN 4 WHEN 3 THEN (i.delay_us > 0)::int ELSE 0 END,
        settled = CASE WHEN i.outcome < 3 THEN now() END,
        due = CASE WHEN i.outcome = 3 AND i.delay_us > 0 THEN now_us + i.delay_us END,
        attempts = e.attempts - (i.outcome = 4)::int,
        vanished = CASE i.outcome WHEN 3 THEN 0 ELSE e.vanished END,
        last_error = coalesce(i.error, e.last_error)
      FROM unnest(numbers, leases, outcomes, delays_us, errors) WITH ORDINALITY
        AS i (n, lease, outcome, delay_us, error, ord)
      WHERE i.outcome <> 0 AND e.n = i.n AND e.lease = i.lease RETURNING i.ord, i.outcome
  ) SELECT coalesce(array_agg(c.ord), '{}'), count(*) FILTER (WHERE c.outcome = 1), count(*) FILTER (WHERE c.outcome = 2)
    INTO ended, kept_count, dead_count FROM changed c;
  PERFORM inbox.place_lanes(keys);
  UPDATE inbox.books b SET pending = b.pending - cardinality(let_go) - kept_count - dead_count,
      done = b.done + cardinality(let_go) + kept_count, kept_done = b.kept_done + kept_count,
      dead = b.dead + dead_count, kept_dead = b.kept_dead + dead_count
    WHERE b.slot = pg_backend_pid() % 16 AND cardinality(let_go) + kept_count + dead_count > 0;
  -- There is another event to be handed out, or one whose time is another.
  IF EXISTS (SELECT FROM inbox.lanes l WHERE l.key = ANY (keys) AND l.head IS NOT NULL) THEN
    PERFORM pg_notify(:channel, waker);
  END IF;
  RETURN QUERY SELECT unnest(let_go || ended);
END $$;
`;
