/** What to do, for each code. The list is closed: a new reason gets a line here and, from PostgreSQL, one in the table below. */
const advice = {
  unreachable: "Check that it runs, and that this machine may connect to it. It goes on by itself then.",
  refused_login:
    "Check user, password and the name of the database in the connection string, and the server's pg_hba.conf.",
  no_permission:
    "Let its user create a schema in the database, or create the schema and make this user its owner.",
  not_ours: "Name another schema with `schema`: this one was left as it is.",
  newer_version:
    "Update @proto-webhooks/receiver to the version that made it, or name another schema with `schema`: it was left as it is.",
  unsuitable:
    "Use a database with the encoding UTF8, and let transactions of this user have the isolation `read committed`.",
  not_durable:
    "Set `synchronous_commit`, `fsync` and `full_page_writes` to on, or set `allowAsynchronousCommit` to accept that events which were answered with 200 may be lost.",
  read_only: "Connect to the primary server, or set `default_transaction_read_only` to off.",
  disk_full: "Make room on the server. It goes on by itself then.",
  busy: "See what the server is busy with, whether another program locks our tables, and whether `max_connections` or a pooler's limit is reached.",
  changed:
    "Another program changed or removed its tables, or a newer version of this package did. The next call looks again.",
  damaged: "Look into the server's log, and check its disk.",
  failed:
    "See `cause` and the server's log. When nothing but this package writes to its tables, please report it.",
  closed: "Make a new inbox to go on.",
} as const;

/**
 * Why an inbox on PostgreSQL did not do what it was asked.
 *
 * | code | meaning |
 * |---|---|
 * | `unreachable` | there is no connection to the server, or it was lost; what was under way may have been done |
 * | `refused_login` | the server does not let us in, or has no such database |
 * | `no_permission` | the user may not do what is needed |
 * | `not_ours` | the schema holds tables of another program |
 * | `newer_version` | a newer major version of this package made the schema |
 * | `unsuitable` | the database is not encoded in UTF8, or its transactions are not `read committed` |
 * | `not_durable` | the server may lose what it has committed |
 * | `read_only` | the server is a standby, or transactions are read-only |
 * | `disk_full` | the server's disk is full |
 * | `busy` | the server did not answer in time, or has no connection left; what was under way may have been done |
 * | `changed` | our tables or functions are not as this package made them |
 * | `damaged` | the server could not read or write its files |
 * | `failed` | the server refused to do it for another reason, which `cause` names |
 * | `closed` | `close` was called before |
 */
export type PostgresInboxErrorCode = keyof typeof advice;

const meaning: Readonly<Record<PostgresInboxErrorCode, string>> = {
  unreachable: "cannot be reached",
  refused_login: "does not let this program in",
  no_permission: "does not allow its user what is needed",
  not_ours: "is not an inbox: the schema holds tables of another program",
  newer_version: "was made by a newer major version of this package",
  unsuitable: "is not suitable",
  not_durable: "may lose what it has committed",
  read_only: "cannot be written to",
  disk_full: "cannot grow: the server's disk is full",
  busy: "did not answer in time",
  changed: "is not as this package made it",
  damaged: "could not be read or written by the server",
  failed: "was asked for something that the server refused",
  closed: "was closed by this program",
};

/**
 * The store did not do what was asked, or nobody knows (`unreachable`, `busy`): then it may be asked again, at the price of
 * a duplicate. The message names server, database and schema, and says what to do; `cause` is PostgreSQL's own error with
 * its message and code, without the details, which may hold what was stored.
 */
export class PostgresInboxError extends Error {
  override readonly name = "PostgresInboxError";
  readonly code: PostgresInboxErrorCode;
  /** `host:port/database, schema name`. */
  readonly place: string;

  constructor(code: PostgresInboxErrorCode, place: string, options?: ErrorOptions) {
    super(`The inbox at ${place} ${meaning[code]}. ${advice[code]}`, options);
    this.code = code;
    this.place = place;
  }
}

/** PostgreSQL's codes, https://www.postgresql.org/docs/current/errcodes-appendix.html. Those of five letters go first. */
const codeOfState: Readonly<Record<string, PostgresInboxErrorCode>> = {
  // Raised by our own functions.
  PW001: "not_durable",
  PW002: "unsuitable",
  "08": "unreachable",
  "25006": "read_only",
  "28": "refused_login",
  "3D000": "refused_login",
  "3F000": "changed",
  "40": "busy",
  "42501": "no_permission",
  "42703": "changed",
  "42704": "changed",
  "42883": "changed",
  "42P01": "changed",
  "53": "busy",
  "53100": "disk_full",
  "55": "busy",
  "57": "unreachable",
  "57014": "busy",
  "58": "damaged",
  XX001: "damaged",
  XX002: "damaged",
};

/** PostgreSQL's or the network's own error as one of ours. Any other is a mistake in a program and stays what it is. */
export function toInboxError(error: unknown, place: string): unknown {
  if (error instanceof PostgresInboxError || !(error instanceof Error)) return error;
  const { code: found } = error as { code?: unknown };
  const code = typeof found === "string" ? codeOf(found) : codeOfMessage(error);
  return code === undefined ? error : new PostgresInboxError(code, place, { cause: bare(error) });
}

function codeOf(found: string): PostgresInboxErrorCode | undefined {
  if (/^[0-9A-Z]{5}$/.test(found) && /\d/.test(found)) {
    return codeOfState[found] ?? codeOfState[found.slice(0, 2)] ?? "failed";
  }
  // Of the network, or of TLS: ECONNREFUSED, ENOTFOUND, CERT_HAS_EXPIRED, UNABLE_TO_VERIFY_LEAF_SIGNATURE …
  const isOfNetwork = /^E(?!RR_)[A-Z]+$|^ERR_(TLS|SSL)_|CERT|SIGNATURE/.test(found);
  return isOfNetwork ? "unreachable" : undefined;
}

/** What `pg` says without a code. */
function codeOfMessage({ name, message }: Error): PostgresInboxErrorCode | undefined {
  if (name !== "Error") return undefined;
  if (/query read timeout/i.test(message)) return "busy";
  if (/password|SASL|authentication/i.test(message)) return "refused_login";
  return /connect|terminated|timeout|SSL|not queryable|socket/i.test(message) ? "unreachable" : undefined;
}

/** Without `detail`, `where` and the like, which quote rows. */
function bare(error: Error): Error {
  const { code } = error as { code?: unknown };
  return Object.assign(new Error(error.message), typeof code === "string" && { code });
}
