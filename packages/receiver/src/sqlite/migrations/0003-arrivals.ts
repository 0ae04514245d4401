/**
 * A delivery is stored in one row and put into its lanes later, since what is done before the answer is what the sender waits
 * for. A package of the versions before would not see what has arrived, so this is a new major version, and `books` is
 * renamed.
 *
 * - arrivals: what one transaction committed, as long as it is in no lane. `n` is the number of the first event; the others
 *   follow. It is counted in `ledger` from the commit on, and has the time of the commit on both clocks. `pending`: how many
 *   of the events are to be handled. `heads`: a JSON array with an item for each event, see `arrivals.ts`. `bodies`: the
 *   texts of the events, one behind the other.
 */
export const arrivals = `
ALTER TABLE books RENAME TO ledger;

CREATE TABLE arrivals (
  n INTEGER PRIMARY KEY,
  salt TEXT NOT NULL,
  time INTEGER NOT NULL,
  since INTEGER NOT NULL,
  pending INTEGER NOT NULL,
  heads TEXT NOT NULL,
  bodies ANY NOT NULL
) STRICT;
`;
