/// <reference types="node" />
import { type Agent, request } from "node:http";

/** What became of a request: the status that was read, `none` without one, `left` when we did not wait for it. */
export type Outcome = number | "none" | "left";

/**
 * POSTs a delivery over a connection of the agent.
 *
 * @param leave goes away right after the request was written, before its answer was read.
 */
export function send(agent: Agent, url: string, body: string, leave: boolean): Promise<Outcome> {
  return new Promise((resolve) => {
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    const sent = request(url, { method: "POST", agent, headers }, (response) => {
      resolve(leave ? "left" : (response.statusCode ?? "none"));
      response.on("error", () => {}).resume();
    });
    sent.on("error", () => resolve("none"));
    sent.end(body, () => {
      if (!leave) return;
      sent.destroy();
      resolve("left");
    });
  });
}
