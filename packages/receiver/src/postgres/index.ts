export { postgresInbox } from "./postgres-inbox.ts";
export { PostgresInboxError, type PostgresInboxErrorCode } from "./postgres-inbox-error.ts";
export type { PostgresInboxOptions } from "./postgres-inbox-options.ts";
