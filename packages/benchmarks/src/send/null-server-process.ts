import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { answerParent } from "../child/answer-parent.ts";
import { cpuMicros } from "../child/cpu-micros.ts";

/** A server that answers everything with an empty 200. */
export interface NullServer {
  /** Begins to listen. @returns the port. */
  listen(): Promise<number>;
  /** What it has done so far: how many requests, and its CPU time in microseconds. */
  done(): Promise<{ readonly requests: number; readonly cpu: number }>;
}

let requests = 0;

answerParent<NullServer>({
  listen: () =>
    new Promise((resolve) => {
      const server = createServer((request, response) => {
        requests++;
        request.resume().on("end", () => response.end());
      });
      server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
    }),
  done: async () => ({ requests, cpu: cpuMicros() }),
});
