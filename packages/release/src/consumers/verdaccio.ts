import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo, Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runServer } from "verdaccio";

/** A registry of our own, empty at first, that knows no other registry. */
export interface LocalRegistry {
  /** Its address, with a slash at the end. */
  url: string;
  /** The line of an .npmrc that lets its reader publish. */
  login: string;
  /** Stops it, and removes what it stored. */
  stop(): Promise<void>;
}

/** Starts Verdaccio on a free port of this machine. Reading is open to all, publishing needs the token. */
export async function startVerdaccio(): Promise<LocalRegistry> {
  const storage = await mkdtemp(join(tmpdir(), "proto-webhooks-registry-"));
  const app = (await runServer({
    self_path: storage,
    storage,
    auth: { htpasswd: { file: join(storage, "htpasswd") } },
    uplinks: {},
    packages: { "**": { access: "$all", publish: "$authenticated" } },
    web: { enable: false },
    log: { type: "stdout", level: "fatal" },
    max_body_size: "50mb",
  } as never)) as Server;
  await new Promise<void>((done, fail) => {
    app.once("error", fail);
    app.listen(0, "127.0.0.1", done);
  });
  const url = `http://127.0.0.1:${(app.address() as AddressInfo).port}/`;
  return {
    url,
    login: `${url.slice("http:".length)}:_authToken=${await addUser(url)}\n`,
    stop: async () => {
      await new Promise((done) => {
        app.close(done);
        (app as unknown as { closeAllConnections(): void }).closeAllConnections();
      });
      await rm(storage, { recursive: true, force: true });
    },
  };
}

async function addUser(url: string): Promise<string> {
  const answer = await fetch(`${url}-/user/org.couchdb.user:tester`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: "tester", password: "only for this test" }),
  });
  const { token } = (await answer.json()) as { token: string };
  return token;
}
