import type { Inbox } from "@proto-webhooks/receiver";
import { postgresInbox } from "@proto-webhooks/receiver/postgres";
import pg from "pg";
import { CliError } from "../cli-error.ts";
import type { InboxPlace } from "./inbox-place.ts";

type PostgresPlace = Extract<InboxPlace, { kind: "postgres" }>;

/** Where the receiver keeps an inbox when no schema is named. */
const defaultSchema = "proto_webhooks";

/** How long the server may take to let us in, in milliseconds. */
const connectTimeoutMs = 10_000;

/** Makes the inbox; nothing is connected to yet. */
export function openPostgres({ connectionString, schema }: PostgresPlace): Inbox {
  try {
    return postgresInbox({ connectionString, schema });
  } catch (error) {
    // It does not repeat the connection string.
    if (error instanceof TypeError) throw new CliError(error.message.replace(/^\w+: /, ""), { cause: error });
    throw error;
  }
}

/** @throws CliError when the server answers, and has no such schema: the inbox would make it. */
export async function checkSchema(place: PostgresPlace): Promise<void> {
  // What is wrong with the string or the schema's name is said before it is used.
  await openPostgres(place).close();
  const { connectionString, schema = defaultSchema } = place;
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: connectTimeoutMs });
  // A server that breaks off is the inbox's to tell.
  client.on("error", () => {});
  try {
    await client.connect();
    const { rowCount } = await client.query("SELECT FROM pg_namespace WHERE nspname = $1", [schema]);
    if (rowCount === 0) throw new CliError(noSchema(place, schema));
  } catch (error) {
    // What keeps us out keeps the inbox out too, and that says what to do.
    if (error instanceof CliError) throw error;
  } finally {
    await client.end().catch(() => {});
  }
}

function noSchema({ shown, schema: named }: PostgresPlace, schema: string): string {
  const advice = named === undefined ? "name it with --schema if it is elsewhere" : "check --schema";
  return `there is no inbox at ${shown}: the database has no schema ${schema}. Check the URL, and ${advice}.`;
}
