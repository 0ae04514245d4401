export { type SqliteInboxOptions, sqliteInbox } from "./sqlite-inbox.ts";
export { SqliteInboxError, type SqliteInboxErrorCode } from "./sqlite-inbox-error.ts";
