/// <reference types="node" />
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestProject } from "vitest/node";
import type { Postgres } from "./start-postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Answers with the connection string of the run's server. */
    postgresDoor: string;
  }
}

/**
 * One server for the whole run, started when the first test asks for it: a run that needs none does not wait for one.
 * Tests ask by HTTP, as they run in processes of their own.
 */
export default async function offerPostgres({ provide }: TestProject): Promise<() => Promise<void>> {
  let starting: Promise<Postgres> | undefined;
  const door = createServer(async (_request, response) => {
    starting ??= import("./start-postgres.ts").then(({ startPostgres }) => startPostgres());
    try {
      response.end((await starting).connectionString);
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  }).listen(0, "127.0.0.1");
  await once(door, "listening");
  provide("postgresDoor", `http://127.0.0.1:${(door.address() as AddressInfo).port}/`);
  return async () => {
    door.close();
    door.closeAllConnections();
    await (await starting?.catch(() => undefined))?.remove();
  };
}
