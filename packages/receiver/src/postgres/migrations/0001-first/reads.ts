import { pinned } from "./pinned.ts";

/** What is asked for without changing anything. Functions too, for the sake of their plans. */
export const reads: string = `
-- Until an event can be claimed, in microseconds; null when none will be.
CREATE FUNCTION inbox.next_us() RETURNS bigint ${pinned} AS $$
DECLARE
  now_us bigint := inbox.tick();
BEGIN
  IF EXISTS (SELECT FROM inbox.lanes l WHERE l.turn IS NOT NULL) THEN
    RETURN 0;
  END IF;
  RETURN (SELECT greatest(e.due - now_us, 0) FROM inbox.events e WHERE e.due IS NOT NULL ORDER BY e.due LIMIT 1);
END $$;

-- Whether somebody may find something to claim, whatever the ordering.
CREATE FUNCTION inbox.may_claim() RETURNS boolean ${pinned} AS $$
DECLARE
  now_us bigint := inbox.tick();
BEGIN
  RETURN EXISTS (SELECT FROM inbox.events e WHERE e.state = 0) OR EXISTS (SELECT FROM inbox.events e WHERE e.due <= now_us);
END $$;

-- Pending are three states: of each, as many as may be needed.
CREATE FUNCTION inbox.list(states smallint[], of_key uuid, after bigint, most int) RETURNS SETOF inbox.shown ${pinned} AS $$
BEGIN
  IF of_key IS NULL THEN
    RETURN QUERY SELECT s.* FROM (
      SELECT x.n FROM unnest(states) AS wanted (state), LATERAL (
        SELECT e.n FROM inbox.events e WHERE e.state = wanted.state AND e.n > after ORDER BY e.n LIMIT most
      ) x ORDER BY x.n LIMIT most
    ) part JOIN inbox.shown s ON s.n = part.n ORDER BY s.n;
  ELSE
    RETURN QUERY SELECT s.* FROM (
      SELECT x.n FROM unnest(states) AS wanted (state), LATERAL (
        SELECT e.n FROM inbox.events e WHERE e.key = of_key AND e.state = wanted.state AND e.n > after ORDER BY e.n LIMIT most
      ) x ORDER BY x.n LIMIT most
    ) part JOIN inbox.shown s ON s.n = part.n ORDER BY s.n;
  END IF;
END $$;

CREATE FUNCTION inbox.find(number bigint) RETURNS SETOF inbox.shown ${pinned} AS $$
BEGIN
  RETURN QUERY SELECT * FROM inbox.shown s WHERE s.n = number;
END $$;

-- Takes as long as there are events that wait for their next attempt.
CREATE FUNCTION inbox.backlog() RETURNS TABLE (oldest_ms float8, blocked bigint) ${pinned} AS $$
DECLARE
  now_us bigint := inbox.tick();
BEGIN
  RETURN QUERY SELECT
    (SELECT extract(epoch FROM clock_timestamp() - e.time)::float8 * 1000 FROM inbox.events e WHERE e.n = (
      SELECT min(x.n) FROM (VALUES (0), (1), (2)) AS pending (state), LATERAL (
        SELECT o.n FROM inbox.events o WHERE o.state = pending.state ORDER BY o.n LIMIT 1
      ) x
    )),
    (SELECT count(*) FROM inbox.events e JOIN inbox.lanes l ON l.key = e.key AND l.head = e.n
      WHERE e.state = 1 AND e.due > now_us);
END $$;
`;
