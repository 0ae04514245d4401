import { pinned } from "./pinned.ts";

/**
 * Hands out events. Each claim locks lanes, and only then reads their events, in a **new statement with a new snapshot**:
 * in one statement it took a lane whose event it could not see yet, and the lane stood still until the lease ran out.
 *
 * A token names the call. It is random, since a number could come again after a crash of the server that loses the last
 * moment, as one may allow it to do.
 */
export const claim: string = `
CREATE FUNCTION inbox.claim_heads(most int, lease_us bigint, token uuid) RETURNS SETOF inbox.shown ${pinned} AS $$
DECLARE
  now_us bigint := inbox.tick();
  heads bigint[];
BEGIN
  PERFORM inbox.free_due(now_us, greatest(most, 100));
  WITH served AS (
    SELECT l.key FROM inbox.lanes l WHERE l.turn IS NOT NULL ORDER BY l.turn LIMIT most FOR UPDATE SKIP LOCKED
  ), gone AS (
    UPDATE inbox.lanes l SET turn = NULL FROM served s WHERE l.key = s.key RETURNING l.head
  ) SELECT array_agg(g.head) INTO heads FROM gone g;
  UPDATE inbox.events e SET state = 2, attempts = e.attempts + 1, lease = token, due = now_us + lease_us
    WHERE e.n = ANY (heads) AND e.state = 0;
  RETURN QUERY SELECT * FROM inbox.shown s WHERE s.n = ANY (heads) AND s.lease = token;
END $$;

-- One such claim at a time: the others would find the same events. Unlike the heads of lanes, they cannot be passed over
-- by their locks, which are on lanes.
CREATE FUNCTION inbox.claim_oldest(most int, lease_us bigint, token uuid) RETURNS SETOF inbox.shown ${pinned} AS $$
DECLARE
  now_us bigint := inbox.tick();
  numbers bigint[];
  keys uuid[];
BEGIN
  PERFORM pg_advisory_xact_lock('inbox.events'::regclass::oid::bigint);
  SELECT array_agg(DISTINCT d.key) INTO keys
    FROM (SELECT e.key FROM inbox.events e WHERE e.due <= now_us ORDER BY e.due LIMIT greatest(most, 100)) d;
  SELECT array_agg(DISTINCT o.key) || keys INTO keys
    FROM (SELECT e.key FROM inbox.events e WHERE e.state = 0 ORDER BY e.n LIMIT most) o;
  PERFORM inbox.lock_lanes(keys);
  PERFORM inbox.free_due(now_us, greatest(most, 100));
  SELECT array_agg(o.n), array_agg(DISTINCT o.key) INTO numbers, keys FROM (
    SELECT e.n, e.key FROM inbox.events e WHERE e.state = 0 ORDER BY e.n LIMIT most
  ) o WHERE o.key = ANY (keys);
  UPDATE inbox.events e SET state = 2, attempts = e.attempts + 1, lease = token, due = now_us + lease_us
    WHERE e.n = ANY (numbers) AND e.state = 0;
  PERFORM inbox.place_lanes(keys);
  RETURN QUERY SELECT * FROM inbox.shown s WHERE s.n = ANY (numbers) AND s.lease = token;
END $$;

-- Returns the places of those that still held, from 1.
CREATE FUNCTION inbox.extend(numbers bigint[], leases uuid[], lease_us bigint) RETURNS SETOF bigint ${pinned} AS $$
DECLARE
  now_us bigint := inbox.tick();
BEGIN
  PERFORM inbox.lock_lanes((SELECT array_agg(DISTINCT e.key) FROM inbox.events e WHERE e.n = ANY (numbers)));
  RETURN QUERY UPDATE inbox.events e SET due = now_us + lease_us
    FROM unnest(numbers, leases) WITH ORDINALITY AS i (n, lease, ord)
    WHERE e.n = i.n AND e.lease = i.lease RETURNING i.ord;
END $$;
`;
