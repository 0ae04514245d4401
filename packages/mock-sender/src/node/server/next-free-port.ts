import { once } from "node:events";
import { createServer } from "node:net";

/** The first port after a taken one that can be listened on, if one of the next hundred can. */
export async function nextFreePort(taken: number, host: string): Promise<number | undefined> {
  for (let port = taken + 1; port <= Math.min(taken + 100, 65_535); port++) {
    if (await canListen(port, host)) return port;
  }
  return undefined;
}

async function canListen(port: number, host: string): Promise<boolean> {
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
