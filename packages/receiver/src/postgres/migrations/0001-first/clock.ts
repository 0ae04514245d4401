/**
 * The clock is a row that goes on with the server's wall clock, but by 5 s at most from one look to the next, and never
 * back by more than what is not stored yet. So a wall clock that jumps moves no lease and no delay by more than that.
 * Processes that handle look each second or two. While nobody looks, the clock stands still, and what is due waits.
 *
 * It is stored when it is older than 200 ms: storing it at each look would make all wait for one row.
 */
export const clock: string = `
CREATE FUNCTION inbox.now_us() RETURNS bigint LANGUAGE sql VOLATILE AS $$
  SELECT us + least(greatest(extract(epoch FROM clock_timestamp() - seen) * 1000000, 0), 5000000)::bigint FROM inbox.clock
$$;

-- The first that each function does: who waits for this row must not hold another lock.
CREATE FUNCTION inbox.tick() RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  -- Each statement of a function must see what was committed before it.
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'The isolation of the transaction is not "read committed".' USING ERRCODE = 'PW002';
  END IF;
  UPDATE inbox.clock
    SET us = us + least(greatest(extract(epoch FROM clock_timestamp() - seen) * 1000000, 0), 5000000)::bigint,
      seen = clock_timestamp()
    WHERE clock_timestamp() - seen NOT BETWEEN interval '0' AND interval '200 milliseconds';
  RETURN inbox.now_us();
END $$;
`;
