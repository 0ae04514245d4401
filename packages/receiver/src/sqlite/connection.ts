/// <reference types="node" />
import { statSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { FingerprintIndex } from "./fingerprint-index.ts";
import { inTransaction } from "./in-transaction.ts";
import { openDatabase } from "./open-database.ts";
import { rollBack } from "./roll-back.ts";
import { SqliteInboxError, toInboxError } from "./sqlite-inbox-error.ts";
import { prepareAll, type Statements } from "./statements.ts";
import type { Operation } from "./transaction.ts";

interface Open {
  readonly db: DatabaseSync;
  readonly run: Statements;
  readonly fingerprints: FingerprintIndex;
  readonly intake: { owed: number };
  readonly identity: string;
}

/** After these the file is as it was, and the connection is good. */
const harmless: ReadonlySet<unknown> = new Set(["busy", "disk_full", "moved"]);

/**
 * The file, opened when it is first needed and opened again after an error that the connection may not outlive: what an
 * operator mends is found mended. Its methods throw only errors of ours, or mistakes of a program.
 */
export class Connection {
  readonly #file: string;
  #open: Open | undefined;

  constructor(file: string) {
    this.#file = file;
  }

  get isOpen(): boolean {
    return this.#open !== undefined;
  }

  /** @returns the result of each operation, and whether something can be claimed that could not before. */
  transact<T>(operations: readonly Operation<T>[]): [T[], boolean] {
    return this.#use((open) => {
      const { db, fingerprints, identity } = open;
      // Without this, what is committed after the file was removed would be answered with 200 and lost.
      if (identityOf(this.#file) !== identity) throw new SqliteInboxError("moved", this.#file);
      try {
        return inTransaction(open, operations);
      } catch (error) {
        rollBack(db);
        fingerprints.forget();
        throw error;
      }
    });
  }

  read<T>(action: (run: Statements) => T): T {
    return this.#use(({ run }) => action(run));
  }

  close(): void {
    // Closing deletes SQLite's other files by their names: not those of a file that is there instead of ours.
    if (this.#open && identityOf(this.#file) === this.#open.identity) {
      try {
        this.#open.db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
      } catch {
        // What is in the log stays there until the file is opened again.
      }
      this.#open.db.close();
    }
    this.#open = undefined;
  }

  #use<T>(action: (open: Open) => T): T {
    try {
      this.#open ??= this.#connect();
      return action(this.#open);
    } catch (cause) {
      const error = toInboxError(cause, this.#file);
      if (error instanceof SqliteInboxError && !harmless.has(error.code)) this.#drop();
      throw error;
    }
  }

  #connect(): Open {
    const before = identityOf(this.#file);
    const db = openDatabase(this.#file);
    let run: Statements;
    try {
      run = prepareAll(db);
    } catch (error) {
      db.close();
      throw error;
    }
    const identity = identityOf(this.#file);
    // It went away under our hands. What is open may be another file than the one that is there, so it is not closed either.
    if (identity === nowhere || (before !== nowhere && before !== identity)) {
      throw new SqliteInboxError("moved", this.#file);
    }
    return { db, run, fingerprints: new FingerprintIndex(), intake: { owed: 0 }, identity };
  }

  #drop(): void {
    const { db, identity } = this.#open ?? {};
    this.#open = undefined;
    if (identityOf(this.#file) === identity) db?.close();
  }
}

/** What no file is. */
const nowhere = "";

/** Which file has this name now. */
function identityOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat ? `${stat.dev}:${stat.ino}` : nowhere;
}
