/// <reference types="node" />
import { once } from "node:events";
import { createServer } from "node:net";

/** The first port after the given one that can be listened on, among the next hundred. */
export async function nextFreePort(taken: number, host: string): Promise<number | undefined> {
  const last = Math.min(taken + 100, 65_535);
  for (let port = taken + 1; port <= last; port++) {
    if (await isFree(port, host)) return port;
  }
  return undefined;
}

async function isFree(port: number, host: string): Promise<boolean> {
  const probe = createServer().listen(port, host);
  try {
    await once(probe, "listening");
  } catch {
    return false;
  }
  probe.close();
  await once(probe, "close");
  return true;
}
