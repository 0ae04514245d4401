/// <reference types="node" />
import type { DatabaseSync } from "node:sqlite";

/** Ends the transaction without a trace. SQLite has done so itself after some errors, such as a full disk. */
export function rollBack(db: DatabaseSync): void {
  try {
    db.exec("ROLLBACK");
  } catch {
    // There was none left. (`isTransaction` would say so, but not in all versions of Node that we support.)
  }
}
