export { type PostgresInboxOptions, postgresInbox } from "./postgres-inbox.ts";
export { PostgresInboxError, type PostgresInboxErrorCode } from "./postgres-inbox-error.ts";
