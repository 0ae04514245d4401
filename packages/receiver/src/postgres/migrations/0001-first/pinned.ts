/**
 * What all functions that a process calls are made with.
 *
 * - Names mean what they mean here, whatever the search path is.
 * - The plans are those that go along an index. Before the server has statistics it otherwise chooses some that read the
 *   whole backlog: 60 events a second in one busy chat, where these do 900. Sorting stays allowed: what is sorted here is
 *   what was given in the call.
 * - Each is made once for a connection. Left to itself, the server makes them anew for each call, as it takes those for
 *   one event to be so much cheaper: that took two thirds of its time.
 * - Who waits for a lock waits 3 s at most, less than the process waits for the answer: it then knows that nothing was
 *   done. Locks are held for milliseconds.
 */
export const pinned: string = `LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET enable_bitmapscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off
SET plan_cache_mode = force_generic_plan
SET lock_timeout = 3000`;
