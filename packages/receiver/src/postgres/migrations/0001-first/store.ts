import { pinned } from "./pinned.ts";

/**
 * Stores the events of some deliveries, all or none, in the order given.
 *
 * First it locks the lanes, so that numbers and sequences are in the same order, and the rows of `fingerprints` stay what
 * they are. What it then knows of a duplicate: the age of the earlier event is the larger of what both clocks say, as
 * either may stand still or go back for a while; if that is below 0 both went back, and nobody knows.
 */
export const store: string = `
CREATE FUNCTION inbox.store(
  keys uuid[], chats text[], salts text[], kinds text[], jsons text[], issue_lists text[], prints text[], hashes uuid[],
  traceparents text[], window_us bigint, is_dropping boolean, may_lose boolean, waker text
) RETURNS TABLE (id text, sequence bigint, time_ms bigint, duplicate_of text, is_dropped boolean) ${pinned} AS $$
#variable_conflict use_column
DECLARE
  now_us bigint := inbox.tick();
  moment timestamptz := date_trunc('milliseconds', clock_timestamp());
BEGIN
  -- It may have been changed since the connection was made.
  IF NOT may_lose AND 'off' IN (current_setting('synchronous_commit'), current_setting('fsync'),
    current_setting('full_page_writes')) THEN
    RAISE EXCEPTION 'The server may lose what it has committed.' USING ERRCODE = 'PW001';
  END IF;
  -- WHERE false: a lane that is there is locked, not changed.
  INSERT INTO inbox.lanes AS l (key, chat) SELECT a.key, min(a.chat) FROM unnest(keys, chats) AS a (key, chat)
    GROUP BY a.key ORDER BY a.key
    ON CONFLICT (key) DO UPDATE SET chat = l.chat WHERE false;
  RETURN QUERY WITH arrived AS (
    SELECT *, row_number() OVER (PARTITION BY a.key, a.hash ORDER BY a.ord) > 1 AND a.hash IS NOT NULL AS is_repeated
    FROM unnest(keys, salts, kinds, jsons, issue_lists, prints, hashes, traceparents) WITH ORDINALITY
      AS a (key, salt, kind, json, issues, print, hash, traceparent, ord)
  ), compared AS (
    -- What the lane was before this statement; nobody else changes it.
    SELECT a.*, l.last_sequence, f.id AS known, f.sequence AS known_sequence, f.time AS known_time,
      f.duplicate_of AS known_duplicate_of, is_dropping AND (a.is_repeated OR f.id IS NOT NULL) AS is_dropped
    FROM arrived a JOIN inbox.lanes l ON l.key = a.key LEFT JOIN LATERAL (
      SELECT * FROM inbox.fingerprints k WHERE k.key = a.key AND k.hash = a.hash
        AND greatest(now_us - k.us, extract(epoch FROM moment - k.time) * 1000000) BETWEEN 0 AND window_us
    ) f ON true
  ), numbered AS MATERIALIZED (
    SELECT c.*, CASE WHEN NOT c.is_dropped THEN nextval('inbox.numbers') END AS n,
      CASE WHEN c.kind = 'invalid' OR c.key = '00000000-0000-0000-0000-000000000000' THEN 5 ELSE 0 END AS state
    FROM (SELECT * FROM compared ORDER BY ord) c
  ), ranked AS (
    SELECT n.*, n.n || '-' || n.salt AS id,
      n.last_sequence + count(n.n) OVER (PARTITION BY n.key ORDER BY n.ord) AS sequence
    FROM numbered n
  ), placed AS (
    -- In a call that drops, the first of its kind is there when no earlier one is known.
    SELECT r.*, first_value(r.id) OVER same AS first_id, first_value(r.sequence) OVER same AS first_sequence,
      CASE WHEN r.is_repeated THEN lag(r.id) OVER same ELSE r.known END AS duplicate_of
    FROM ranked r WINDOW same AS (PARTITION BY r.key, r.hash ORDER BY r.ord)
  ), joined AS (
    -- A lane without a head joins the queue at the place of its first event.
    UPDATE inbox.lanes l SET last_sequence = l.last_sequence + g.total, head = coalesce(l.head, g.first),
        turn = CASE WHEN l.head IS NULL THEN g.first ELSE l.turn END
      FROM (SELECT key, count(n) AS total, min(n) FILTER (WHERE state = 0) AS first FROM numbered GROUP BY key) g
      WHERE l.key = g.key AND g.total > 0
  ), stored AS (
    INSERT INTO inbox.events (n, key, sequence, salt, time, kind, state, settled, json, issues, fingerprint, duplicate_of,
        traceparent)
      SELECT n, key, sequence, salt, moment, kind, state, CASE WHEN state = 5 THEN moment END, json, issues, print,
        duplicate_of, traceparent
      FROM placed WHERE n IS NOT NULL ORDER BY n
  ), remembered AS (
    INSERT INTO inbox.fingerprints (key, hash, id, sequence, time, us, until, duplicate_of)
      SELECT DISTINCT ON (key, hash) key, hash, id, sequence, moment, now_us,
        moment + window_us * interval '1 microsecond', duplicate_of
      FROM placed WHERE n IS NOT NULL AND hash IS NOT NULL ORDER BY key, hash, ord DESC
      ON CONFLICT (key, hash) DO UPDATE SET id = excluded.id, sequence = excluded.sequence, time = excluded.time,
        us = excluded.us, until = excluded.until, duplicate_of = excluded.duplicate_of
  ), counted AS (
    UPDATE inbox.books b SET accepted = b.accepted + c.accepted, pending = b.pending + c.accepted - c.quarantined,
        quarantined = b.quarantined + c.quarantined, kept_quarantined = b.kept_quarantined + c.quarantined,
        dropped = b.dropped + c.dropped
      FROM (SELECT count(n) AS accepted, count(n) FILTER (WHERE state = 5) AS quarantined, count(*) - count(n) AS dropped
        FROM numbered) c
      WHERE b.slot = pg_backend_pid() % 16
  )
  SELECT CASE WHEN p.is_dropped THEN coalesce(p.known, p.first_id) ELSE p.id END,
    CASE WHEN p.is_dropped THEN coalesce(p.known_sequence, p.first_sequence) ELSE p.sequence END,
    (extract(epoch FROM CASE WHEN p.is_dropped THEN coalesce(p.known_time, moment) ELSE moment END) * 1000)::bigint,
    CASE WHEN p.is_dropped THEN p.known_duplicate_of ELSE p.duplicate_of END,
    p.is_dropped
  FROM placed p ORDER BY p.ord;
  -- Twice as many as may have been added, so that the table stays as large as what is asked for.
  IF window_us IS NOT NULL THEN
    DELETE FROM inbox.fingerprints f USING (
      SELECT key, hash FROM inbox.fingerprints WHERE until < moment ORDER BY until LIMIT 2 * cardinality(keys)
      FOR UPDATE SKIP LOCKED
    ) old WHERE f.key = old.key AND f.hash = old.hash;
  END IF;
  IF waker IS NOT NULL THEN
    PERFORM pg_notify(:channel, waker);
  END IF;
END $$;
`;
