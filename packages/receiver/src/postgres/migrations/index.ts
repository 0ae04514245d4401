import { first } from "./0001-first/index.ts";

interface Migration {
  /** What the schema is after it: `major * 1000 + minor`. */
  readonly version: number;
  /** `inbox.` stands for the schema, and `:channel` for the name of the channel of its notifications. */
  readonly sql: string;
}

/**
 * How a schema becomes what this version of the package works with. Never change one that was published; add the next.
 *
 * The next minor version is for what an older package does not notice: a new table, index or function, a new body for a
 * function that does what it did, a new column that may be null or has a default. Old and new packages share the database
 * then. All else is a new major version, which an older package refuses; it must drop or rename the functions `store`,
 * `claim_heads`, `claim_oldest` and `settle`, so that one which is connected already stops too.
 */
export const migrations: readonly Migration[] = [{ version: 1000, sql: first }];

/** The version a schema must have: same major, any minor that is not older. */
export const schemaVersion = 1000;
