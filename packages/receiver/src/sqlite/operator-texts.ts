import type { EventState, PurgeRequest } from "../inbox.ts";

// The SQL texts of what operators ask for: looking at events, and removing them. `statements.ts` has those of the usual path.

const columns = `e.n, e.lane, e.sequence, e.kind, e.salt, e.time, e.attempts, e.last_error, e.settled,
  l.chat, b.json, b.issues, b.fingerprint, b.duplicate_of, b.traceparent`;
const joins = "JOIN lanes l ON l.id = e.lane JOIN bodies b ON b.n = e.n";
const events = `SELECT ${columns}, e.state, e.lease, e.due FROM events e ${joins}`;
const doneEvents = `SELECT ${columns}, NULL AS state, NULL AS lease, NULL AS due FROM done_events e ${joins}`;

/** What is asked of the settled events of one state. */
type SettledTexts = Readonly<
  Record<"list" | "listOfChat" | "newest" | "oldest" | "settledBefore" | "settledById" | "remove", string>
>;

/** Those in the table `events`. "state >= 2" and "due IS NULL" are true wherever they stand; they name the index to SQLite. */
function settledTexts(state: number): SettledTexts {
  return {
    list: `${events} WHERE e.state = ${state} AND e.due IS NULL AND e.n > ? ORDER BY e.n LIMIT ?`,
    listOfChat: `${events} WHERE l.chat = ? AND e.state = ${state} AND e.state >= 2 AND e.n > ? ORDER BY e.n LIMIT ?`,
    newest: `SELECT n FROM events WHERE state = ${state} AND due IS NULL AND n > 0 ORDER BY n DESC LIMIT 1 OFFSET ?`,
    oldest: `SELECT n FROM events WHERE state = ${state} AND due IS NULL AND n < ? ORDER BY n LIMIT ?`,
    settledBefore: `SELECT n FROM events WHERE state = ${state} AND state >= 2 AND coalesce(settled, time) <= ? AND n < ?
      ORDER BY coalesce(settled, time), n LIMIT ?`,
    settledById: `SELECT n, coalesce(settled, time) AS settled FROM events
      WHERE n = ? AND salt = ? AND state = ${state}`,
    remove: "DELETE FROM events WHERE n = ?",
  };
}

const doneTexts: SettledTexts = {
  list: `${doneEvents} WHERE e.n > ? ORDER BY e.n LIMIT ?`,
  listOfChat: `${doneEvents} WHERE l.chat = ? AND e.n > ? ORDER BY e.n LIMIT ?`,
  newest: "SELECT n FROM done_events WHERE n > 0 ORDER BY n DESC LIMIT 1 OFFSET ?",
  oldest: "SELECT n FROM done_events WHERE n > 0 AND n < ? ORDER BY n LIMIT ?",
  settledBefore: "SELECT n FROM done_events WHERE settled <= ? AND n < ? ORDER BY settled, n LIMIT ?",
  settledById: "SELECT n, settled FROM done_events WHERE n = ? AND salt = ?",
  remove: "DELETE FROM done_events WHERE n = ?",
};

function named<State extends EventState, Name extends string>(
  state: State,
  texts: Readonly<Record<Name, string>>,
): Readonly<Record<`${State} ${Name}`, string>> {
  const entries = Object.entries(texts).map(([name, text]) => [`${state} ${name}`, text]);
  return Object.fromEntries(entries);
}

/** By the primary key: those that wait stand in no index in commit order, and such an index would slow down every claim. */
const pendingTexts: Readonly<Record<"list" | "listOfChat", string>> = {
  list: `${events} WHERE e.state < 2 AND e.n > ? ORDER BY e.n LIMIT ?`,
  listOfChat: `${events} WHERE l.chat = ? AND e.state < 2 AND e.n > ? ORDER BY e.n LIMIT ?`,
};

const findTexts: Readonly<Record<"find" | "findDone", string>> = {
  find: `${events} WHERE e.n = ? AND e.salt = ?`,
  findDone: `${doneEvents} WHERE e.n = ? AND e.salt = ?`,
};

const otherTexts = {
  oldestReady: "SELECT n FROM events WHERE state = 0 AND due IS NULL ORDER BY n LIMIT 1",
  oldestWaiting: "SELECT min(n) AS n FROM events WHERE state = 1",
  timeOf: "SELECT time FROM events WHERE n = ?",
  blockedLanes: `SELECT count(*) AS lanes FROM events e JOIN lanes l ON l.id = e.lane AND l.head = e.n
    WHERE e.state = 1 AND e.due > ? AND e.lease IS NULL`,

  settledForRequeue: "SELECT lane, state FROM events WHERE n = ? AND salt = ? AND state >= 2",
  requeue: `UPDATE events SET state = 0, kind = coalesce(?, kind), attempts = 0, vanished = 0, settled = NULL
    WHERE n = ?`,
  forgetIssues: "UPDATE bodies SET issues = NULL WHERE n = ?",
  // It becomes the head when there is none, or a later one that is not claimed. The lane keeps its turn if it has one.
  putInLane: `UPDATE lanes SET head = ?, turn = coalesce(turn, ?)
    WHERE id = ? AND (head IS NULL OR head > ?)
      AND NOT EXISTS (SELECT 1 FROM events WHERE n = lanes.head AND lease IS NOT NULL)`,
  endWait: `UPDATE events SET state = 0, since = NULL, due = NULL
    WHERE n = ? AND salt = ? AND state = 1 AND lease IS NULL AND due > ? RETURNING lane`,
} as const;

type Name =
  | `${PurgeRequest["state"]} ${keyof SettledTexts}`
  | `pending ${keyof typeof pendingTexts}`
  | keyof typeof findTexts
  | keyof typeof otherTexts;

export const operatorTexts: Readonly<Record<Name, string>> = {
  ...named("done", doneTexts),
  ...named("dead", settledTexts(2)),
  ...named("quarantined", settledTexts(3)),
  ...named("pending", pendingTexts),
  ...findTexts,
  ...otherTexts,
};
