import { textOf, toBase64 } from "./base64.ts";
import type { Header } from "./header.ts";
import type { Trace, TracedDelivery } from "./trace.ts";

/** A trace as JSON Lines: a header, then a line for each delivery. `parseTrace` reads it. */
export function formatTrace({ scenario, deliveries }: Trace): string {
  const header: Header = { format: "proto-webhooks-trace", version: 1 };
  const lines = [{ ...header, ...(scenario && { scenario }) }, ...deliveries.map(lineOf)];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}

/** What is as usual is left out. */
function lineOf(delivery: TracedDelivery): object {
  const { name, try: number, items, respelled, delayMs, fault, during, body, outcome } = delivery;
  const text = typeof body === "string" ? body : textOf(body);
  return {
    name,
    ...(number !== 1 && { try: number }),
    ...(items.length > 0 && { items }),
    ...(respelled && { respelled }),
    ...(delayMs > 0 && { delayMs }),
    ...(fault && { fault }),
    ...(during.length > 0 && { during }),
    ...(text === undefined ? { base64: toBase64(body as Uint8Array) } : { body: text }),
    outcome,
  };
}
