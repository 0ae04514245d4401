import { createServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * What happens to one request: it passes; it is answered with this status and goes no further; the connection ends before
 * it arrived; or it arrives, and the answer is lost.
 */
export type Fault = "pass" | number | "refuse" | "lose answer";

export interface FaultyProxy {
  url: string;
  /** The uploads that came by: the package and what happened. */
  uploads: [name: string, fault: Fault][];
  stop(): Promise<void>;
}

/** A real HTTP server in front of a registry, which does to each request what it is told. */
export async function faultyProxy(
  registry: string,
  faultOf: (request: IncomingMessage, uploads: number) => Fault,
): Promise<FaultyProxy> {
  const { hostname, port } = new URL(registry);
  const uploads: [string, Fault][] = [];
  const server = createServer((incoming, answer) => {
    const isUpload = incoming.method === "PUT";
    const fault = faultOf(incoming, uploads.length);
    if (isUpload) uploads.push([decodeURIComponent(incoming.url ?? "").slice(1), fault]);
    if (fault === "refuse") return void incoming.socket.destroy();
    if (typeof fault === "number") {
      incoming.resume();
      return void answer.writeHead(fault, { "content-type": "application/json" }).end('{"error":"as told"}');
    }
    const { method, url: path, headers } = incoming;
    const passed = request({ hostname, port, method, path, headers }, (back) => {
      if (fault === "lose answer") {
        back.resume();
        return void back.on("end", () => incoming.socket.destroy());
      }
      answer.writeHead(back.statusCode ?? 502, back.headers);
      back.pipe(answer);
    });
    passed.on("error", () => incoming.socket.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    uploads,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
