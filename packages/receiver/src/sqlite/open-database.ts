/// <reference types="node" />
import { closeSync, fsyncSync, openSync } from "node:fs";
import { dirname } from "node:path";
import process from "node:process";
import { DatabaseSync } from "node:sqlite";
import { migrations, schemaVersion } from "./migrations/index.ts";
import { monotonicNow } from "./monotonic-now.ts";
import { rollBack } from "./roll-back.ts";
import { SqliteInboxError } from "./sqlite-inbox-error.ts";

/** How an SQLite file says that it is an inbox: "PwIn" in its header. */
const applicationId = 0x5077496e;

/**
 * How long SQLite itself waits for a lock, in milliseconds, also while another process makes or migrates the file. Short, as
 * it stops the whole process meanwhile; whoever needs more tries again.
 */
const busyTimeoutMs = 50;

/** Opens the file, makes or migrates it when that is needed, and leaves one alone that is not ours. */
export function openDatabase(file: string): DatabaseSync {
  makePrivate(file);
  const db = new DatabaseSync(file);
  try {
    // The option `timeout` does the same, but not yet in Node 22.13.
    db.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}`);
    checkOwnerAtOnce(db, file);
    // FULL: a commit is on the disk when it returns. On macOS that takes fullfsync; elsewhere it says nothing.
    db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON;
      PRAGMA checkpoint_fullfsync = ON; PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -16384`);
    migrate(db, file);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Makes the file, if there is none, for its owner only: it holds what people write. SQLite's other files follow it. */
function makePrivate(file: string): void {
  try {
    closeSync(openSync(file, "wx", 0o600));
  } catch (error) {
    if ((error as { code?: string }).code === "EEXIST") return;
    throw error;
  }
  // A new file is there after a loss of power only when its folder was synced. Windows has no such thing.
  if (process.platform === "win32") return;
  const folder = openSync(dirname(file), "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function pragma(db: DatabaseSync, name: string): number {
  const row = db.prepare(`PRAGMA ${name}`).get();
  return Number(Object.values(row ?? {})[0]);
}

/** In one transaction: otherwise a file that another process is making looks like one that is not ours. */
function checkOwnerAtOnce(db: DatabaseSync, file: string): void {
  db.exec("BEGIN");
  checkOwner(db, file);
  db.exec("COMMIT");
}

/** Within a transaction. @returns the version of the file, 0 when it is empty. */
function checkOwner(db: DatabaseSync, file: string): number {
  const version = pragma(db, "user_version");
  const application = pragma(db, "application_id");
  if (application !== applicationId) {
    const isNumbered = version !== 0 || application !== 0;
    const isEmpty = !isNumbered && db.prepare("SELECT 1 FROM sqlite_schema LIMIT 1").get() === undefined;
    if (!isEmpty) throw new SqliteInboxError("not_ours", file);
    return 0;
  }
  if (Math.floor(version / 1000) > Math.floor(schemaVersion / 1000)) {
    throw new SqliteInboxError("newer_version", file);
  }
  return version;
}

/** Applies what the file lacks, all or nothing, and frees what waits for a time of an earlier start of the machine. */
function migrate(db: DatabaseSync, file: string): void {
  db.exec("BEGIN IMMEDIATE");
  try {
    const before = checkOwner(db, file);
    for (const { version, sql } of migrations) {
      if (version <= before) continue;
      db.exec(`${sql}; PRAGMA user_version = ${version}; PRAGMA application_id = ${applicationId}`);
    }
    db.prepare("UPDATE events SET due = 0, since = 0 WHERE state = 1 AND since > ?").run(monotonicNow());
    db.exec("COMMIT");
  } catch (error) {
    rollBack(db);
    throw error;
  }
}
