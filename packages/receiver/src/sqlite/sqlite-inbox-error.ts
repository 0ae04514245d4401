/** What to do, for each code. The list is closed: a new reason gets a line here and, from SQLite, one in the table below. */
const advice = {
  cannot_open: "Check that its folder exists and that this process may write there.",
  moved: "Put it back where it was, or restart this process to go on with the file that is there now.",
  not_ours: "Name another file, or move this one away: it was left as it is.",
  newer_version:
    "Update @proto-webhooks/receiver to the version that wrote it, or name another file: it was left as it is.",
  read_only: "Give this process the right to write to the file and to its folder.",
  disk_full: "Make room, or raise `maxFileBytes` if you set it. It goes on by itself then.",
  corrupt:
    "Stop all processes that use it, keep a copy, and restore a backup or run `sqlite3 FILE .recover`.",
  io_error: "Check the disk, and that the file is not on a network drive.",
  busy: "See whether another program keeps the file locked, such as a backup or an open `sqlite3` shell.",
  closed: "Make a new inbox to go on.",
} as const;

/**
 * Why an inbox in an SQLite file did not do what it was asked.
 *
 * | code | meaning |
 * |---|---|
 * | `cannot_open` | the file cannot be opened or made |
 * | `moved` | the file was moved, replaced or removed while this process had it open |
 * | `not_ours` | it is not an SQLite database, or one of another program |
 * | `newer_version` | a newer major version of this package wrote it |
 * | `read_only` | it, or its folder, cannot be written to |
 * | `disk_full` | the disk is full, or the file has reached `maxFileBytes` |
 * | `corrupt` | it is damaged, or another program changed it |
 * | `io_error` | the system could not read, write or sync it, or has no memory left |
 * | `busy` | another process kept it locked for longer than 5 s |
 * | `closed` | `close` was called before |
 */
export type SqliteInboxErrorCode = keyof typeof advice;

const meaning: Readonly<Record<SqliteInboxErrorCode, string>> = {
  cannot_open: "cannot be opened",
  moved: "was moved, replaced or removed while this process had it open",
  not_ours: "is not an inbox: it is no SQLite database, or one of another program",
  newer_version: "was written by a newer major version of this package",
  read_only: "cannot be written to",
  disk_full: "cannot grow: the disk is full, or `maxFileBytes` is reached",
  corrupt: "is damaged, or another program changed it",
  io_error: "could not be read, written or synced",
  busy: "is locked by another process",
  closed: "was closed by this program",
};

/** The store did nothing of what was asked. The message names the file and says what to do; `cause` is SQLite's own error. */
export class SqliteInboxError extends Error {
  override readonly name = "SqliteInboxError";
  readonly code: SqliteInboxErrorCode;
  readonly file: string;

  constructor(code: SqliteInboxErrorCode, file: string, options?: ErrorOptions) {
    super(`The inbox ${file} ${meaning[code]}. ${advice[code]}`, options);
    this.code = code;
    this.file = file;
  }
}

/** SQLite's primary result codes, https://sqlite.org/rescode.html. What is not listed says that tables are not as we made them. */
const codeOfResult: Readonly<Record<number, SqliteInboxErrorCode>> = {
  3: "read_only",
  5: "busy",
  6: "busy",
  7: "io_error",
  8: "read_only",
  10: "io_error",
  13: "disk_full",
  14: "cannot_open",
  23: "cannot_open",
  26: "not_ours",
};

/** SQLite's own error as one of ours. Any other error is a mistake in a program and stays what it is. */
export function toInboxError(error: unknown, file: string): unknown {
  if (error instanceof SqliteInboxError) return error;
  const { errcode, code } = (error ?? {}) as { errcode?: unknown; code?: unknown };
  if (typeof errcode === "number") {
    // The lower byte is the primary code; the rest tells details.
    return new SqliteInboxError(codeOfResult[errcode & 0xff] ?? "corrupt", file, { cause: error });
  }
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
    return new SqliteInboxError("read_only", file, { cause: error });
  }
  if (code === "ENOSPC" || code === "EDQUOT")
    return new SqliteInboxError("disk_full", file, { cause: error });
  if (typeof code === "string" && /^E[A-Z]+$/.test(code)) {
    return new SqliteInboxError("cannot_open", file, { cause: error });
  }
  return error;
}
