/// <reference types="node" />
import pg from "pg";
import type { NewEvent } from "../../inbox.ts";

/** Does something on a connection of its own. */
export async function withClient<T>(
  connectionString: string,
  action: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString });
  // A server that is killed is no news to who killed it.
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await action(client);
  } finally {
    await client.end();
  }
}

/** Runs some SQL, such as an operator might. @returns the rows of the last statement. */
export function sql(connectionString: string, text: string): Promise<Record<string, unknown>[]> {
  return withClient(connectionString, async (client) => {
    const results: pg.QueryResult | pg.QueryResult[] = await client.query(text);
    return [results].flat().at(-1)?.rows ?? [];
  });
}

/** The database on the same server with this name, or with these changes to the URL. */
export function changed(connectionString: string, changes: Partial<URL>): string {
  return Object.assign(new URL(connectionString), changes).href;
}

export function event(chat: string, text = ""): NewEvent {
  return { kind: "valid", chat, json: JSON.stringify({ chat, text }), issues: [] };
}
