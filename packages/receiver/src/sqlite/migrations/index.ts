import { first } from "./0001-first.ts";
import { operations } from "./0002-operations.ts";
import { arrivals } from "./0003-arrivals.ts";

interface Migration {
  /** What the file is after it: `major * 1000 + minor`. */
  readonly version: number;
  readonly sql: string;
}

/**
 * How a file becomes what this version of the package works with. Never change one that was published; add the next.
 *
 * The next minor version is for what an older package does not notice: a new table, a new index, a new column that may be
 * null or has a default, and that may be missing from the rows which the older one writes. Old and new packages share
 * the file then. All else is a new major version, which an older package refuses; it must rename the table of the books
 * (`ledger` now), so that one which has the file open already stops too.
 */
export const migrations: readonly Migration[] = [
  { version: 1000, sql: first },
  { version: 1001, sql: operations },
  { version: 2000, sql: arrivals },
];

/** The version a file must have: same major, any minor that is not older. */
export const schemaVersion = 2000;
