import { formatTrace, type Outcome } from "@proto-webhooks/mock-sender";
import type { Bytes } from "../deliveries/bytes.ts";
import type { Redactor } from "./redact/redactor.ts";

/** What a recording begins with: that it is a trace. */
export const header: string = formatTrace({ deliveries: [] });

/** A delivery that was forwarded. */
export interface ForwardedDelivery {
  body: Bytes;
  /** Its `Content-Encoding`. */
  encoding: string | undefined;
  outcome: Outcome;
}

/**
 * A delivery that is not recorded, and why:
 *
 * - `compressed`: a trace says nothing of an encoding, so that it would not be replayed as it was sent.
 * - `not_json`: what cannot be read cannot be redacted.
 * - `failed`: the file cannot be written.
 */
export type Unwritten = "compressed" | "not_json" | "failed";

/** The line of a delivery, with its line break, or why there is none. */
export function toLine(
  { body, encoding = "identity", outcome }: ForwardedDelivery,
  number: number,
  redactor: Redactor | undefined,
): { line: string } | { unwritten: Unwritten } {
  if (encoding.trim().toLowerCase() !== "identity") return { unwritten: "compressed" };
  if (!redactor) return { line: lineOf(body, outcome, number) };
  const text = decode(body);
  const redacted = text === undefined ? undefined : redactor.redact(text);
  if (redacted === undefined) return { unwritten: "not_json" };
  return { line: lineOf(redacted, withoutBody(outcome), number) };
}

function lineOf(body: string | Bytes, outcome: Outcome, number: number): string {
  const usual = { try: 1, items: [], respelled: false, delayMs: 0, during: [] };
  const deliveries = [{ ...usual, name: String(number), body, outcome }];
  return formatTrace({ deliveries }).slice(header.length);
}

/** A receiver may answer with what it was sent. */
function withoutBody(outcome: Outcome): Outcome {
  if ("error" in outcome) return outcome;
  const { body: _, ...rest } = outcome;
  return rest;
}

/** Undefined for what is not UTF-8. */
function decode(bytes: Bytes): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
