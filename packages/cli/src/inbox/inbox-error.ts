import { CliError } from "../cli-error.ts";

/** By their names: the classes come with their stores, of which only the one in use is loaded. */
const names: ReadonlySet<string> = new Set(["SqliteInboxError", "PostgresInboxError"]);

/** What a store could not do, as something that the user can mend. Any other error stays what it is. */
export function toCliError(error: unknown): unknown {
  if (error instanceof Error && names.has(error.name)) return new CliError(error.message, { cause: error });
  return error;
}
