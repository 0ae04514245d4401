import { type Issue, parseDelivery, unrecognizedPointers } from "@proto-webhooks/validators";
import { validateDelivery as validateStrictly } from "@proto-webhooks/validators/strict";
import { parseJson } from "../deliveries/parse-json.ts";
import type { WrittenDelivery } from "../deliveries/read-deliveries.ts";

/** What `validate --json` prints of a delivery. */
export interface Verdict {
  file: string;
  /** The line on which the delivery begins, from 1. */
  line: number;
  valid: boolean;
  /** JSON pointers from the root of the delivery; `""` for what is not JSON at all. */
  issues: { pointer: string; message: string }[];
  /** JSON pointers to the events, messages and buttons whose type the spec does not list. */
  unrecognized: string[];
}

/** Judges a delivery as a receiver does, or as strictly as mocks and fixtures are judged. */
export function judgeDelivery(delivery: WrittenDelivery, strict: boolean): Verdict {
  const { file, line } = delivery;
  const parsed = parseJson(delivery.bytes, delivery.firstLine);
  if (!parsed.ok) {
    return { file, line, valid: false, issues: [{ pointer: "", message: parsed.message }], unrecognized: [] };
  }
  const issues = strict ? strictIssues(parsed.value) : tolerantIssues(parsed.value);
  return {
    file,
    line,
    valid: issues.length === 0,
    issues: issues.map(({ pointer, message }) => ({ pointer, message })),
    unrecognized: unrecognizedPointers(parsed.value),
  };
}

function strictIssues(value: unknown): Issue[] {
  const result = validateStrictly(value);
  return result.ok ? [] : result.issues;
}

function tolerantIssues(value: unknown): Issue[] {
  const parsed = parseDelivery(value);
  return parsed.ok ? parsed.invalid.flatMap((event) => event.issues) : parsed.issues;
}
