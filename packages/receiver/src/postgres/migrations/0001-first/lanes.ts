/** What is done with lanes. The locks are held until the end of the transaction, which is one call of a function. */
export const lanes: string = `
CREATE FUNCTION inbox.lock_lanes(keys uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM inbox.lanes l WHERE l.key = ANY (keys) ORDER BY l.key FOR UPDATE;
END $$;

-- After something was done to events of these lanes, which are locked: finds their heads, and has them join the queue or
-- leave it. Who joins it goes behind those that wait. No pending event is before the head that the lane had: without this
-- bound, the server walks along what the index still holds of all that was handled since the last vacuum.
CREATE FUNCTION inbox.place_lanes(keys uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE inbox.lanes l
    SET head = now.head, turn = CASE WHEN now.is_in_turn THEN coalesce(l.turn, nextval('inbox.numbers')) END
    FROM (
      SELECT k.key, least(ready.n, waiting.n, claimed.n) AS head,
        claimed.n IS NULL AND ready.n IS NOT NULL AND (waiting.n IS NULL OR ready.n < waiting.n) AS is_in_turn
      FROM (SELECT key, coalesce(head, 0) AS head FROM inbox.lanes WHERE key = ANY (keys)) k
        LEFT JOIN LATERAL (SELECT n FROM inbox.events e WHERE e.key = k.key AND e.state = 0 AND e.n >= k.head
          ORDER BY n LIMIT 1) ready ON true
        LEFT JOIN LATERAL (SELECT n FROM inbox.events e WHERE e.key = k.key AND e.state = 1 AND e.n >= k.head
          ORDER BY n LIMIT 1) waiting ON true
        LEFT JOIN LATERAL (SELECT n FROM inbox.events e WHERE e.key = k.key AND e.state = 2 AND e.n >= k.head
          ORDER BY n LIMIT 1) claimed ON true
    ) now
    WHERE l.key = now.key AND (l.head IS DISTINCT FROM now.head OR (l.turn IS NOT NULL) <> now.is_in_turn);
END $$;

-- Frees events whose time has come; who held the lease has lost it. Lanes that someone works on are left for later.
CREATE FUNCTION inbox.free_due(now_us bigint, most int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  numbers bigint[];
  keys uuid[];
BEGIN
  SELECT array_agg(d.n), array_agg(DISTINCT d.key) INTO numbers, keys
    FROM (SELECT n, key FROM inbox.events WHERE due <= now_us ORDER BY due LIMIT most) d;
  IF keys IS NULL THEN
    RETURN;
  END IF;
  SELECT array_agg(l.key) INTO keys
    FROM (SELECT key FROM inbox.lanes WHERE key = ANY (keys) ORDER BY key FOR UPDATE SKIP LOCKED) l;
  UPDATE inbox.events SET state = 0, due = NULL, lease = NULL, vanished = vanished + (lease IS NOT NULL)::int
    WHERE n = ANY (numbers) AND key = ANY (keys) AND due <= now_us;
  PERFORM inbox.place_lanes(keys);
END $$;
`;
