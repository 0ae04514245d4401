/// <reference types="node" />
import pg from "pg";
import type { PostgresInboxOptions } from "./postgres-inbox-options.ts";

/** The options of an inbox, checked. */
export interface Settings {
  readonly connectionString: string;
  readonly schema: string;
  readonly maxConnections: number;
  readonly mayLose: boolean;
  /** For messages: nothing secret. */
  readonly place: string;
}

const defaultSchema = "proto_webhooks";
/** One for each of: what is committed, what is settled, what is claimed, and all else. */
const defaultConnections = 4;

/** @throws TypeError when an option is missing or unusable. It never says what the connection string is. */
export function readSettings(options: PostgresInboxOptions): Settings {
  const {
    connectionString,
    schema = defaultSchema,
    maxConnections = defaultConnections,
    allowAsynchronousCommit = false,
  } = options ?? {};
  if (typeof schema !== "string" || !/^(?!pg_)[a-z_][a-z0-9_]{0,62}$/.test(schema)) {
    throw new TypeError(
      "postgresInbox: `schema` must be up to 63 small letters, digits and _, not begin with a digit, and not with pg_.",
    );
  }
  if (!Number.isInteger(maxConnections) || maxConnections < 1 || maxConnections > 1_000) {
    throw new TypeError("postgresInbox: `maxConnections` must be a whole number from 1 to 1000.");
  }
  if (typeof allowAsynchronousCommit !== "boolean") {
    throw new TypeError("postgresInbox: `allowAsynchronousCommit` must be true or false.");
  }
  const { host, port, database } = parse(connectionString);
  return {
    connectionString,
    schema,
    maxConnections,
    mayLose: allowAsynchronousCommit,
    place: `${host}:${port}/${database}, schema ${schema}`,
  };
}

function parse(connectionString: unknown): Pick<pg.Client, "host" | "port" | "database"> {
  try {
    if (typeof connectionString !== "string" || !/^postgres(ql)?:\/\/./.test(connectionString)) throw 0;
    // Parsed by pg itself, so that what passes here is what it connects to.
    return new pg.Client({ connectionString });
  } catch {
    // What pg's own error says may hold the password.
    throw new TypeError(
      "postgresInbox: `connectionString` must be of the form postgresql://user:password@host:port/database, with special characters of the password percent-encoded. It is not shown here, as it may hold a password.",
    );
  }
}
