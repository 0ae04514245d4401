import {
  boolean,
  type Check,
  isObject,
  listOf,
  objectOf,
  oneOf,
  string,
  WrongValue,
  wholeFrom,
} from "../check.ts";
import { deliverErrorCodes } from "../deliver-error.ts";
import { checkedScenario } from "../schedule/scenario.ts";
import { fromBase64 } from "./base64.ts";
import { checkHeader } from "./header.ts";
import { inPlace, readJson } from "./read-json.ts";
import type { Trace, TracedDelivery } from "./trace.ts";

/**
 * Reads a trace that `formatTrace` wrote.
 *
 * @param what names it in errors, such as its file. Default `trace`.
 * @throws {FormatError} with the line, and the column or path, of what is wrong.
 */
export function parseTrace(text: string, what = "trace"): Trace {
  const [first = "", ...rest] = text.split("\n");
  const header = readJson(first, what);
  checkHeader(header, "trace", what);
  const { scenario } = header as { scenario?: unknown };
  const trace =
    scenario === undefined
      ? {}
      : inPlace(what, 1, () => ({ scenario: checkedScenario(scenario, "/scenario") }));
  const lines = rest
    .map((line, index) => ({ line, number: index + 2 }))
    .filter(({ line }) => line.trim() !== "");
  const deliveries = lines.map(({ line, number }, index) => {
    // What was killed while it recorded may have left half a line: after the last line break, as it writes one with each.
    const value = readJson(line, what, number, number === rest.length + 1 ? tornAdvice(index) : "");
    return inPlace(what, number, () => deliveryOf(value, index));
  });
  return { ...trace, deliveries };
}

/** @param before how many deliveries are whole. */
function tornAdvice(before: number): string {
  const count = `${before} ${before === 1 ? "delivery" : "deliveries"}`;
  return ` The last line is torn: its end was never written. Remove it, and the trace is good, with ${count}.`;
}

const whole = wholeFrom(0, Number.MAX_SAFE_INTEGER);

const checkItem = objectOf(
  {
    event: whole,
    changes: listOf(oneOf("unknown_fields", "unknown_message", "unknown_event", "nulls")),
  },
  "event",
);

const faults: Readonly<Record<string, Check>> = {
  lost_answer: objectOf({ kind: string }),
  slow_body: objectOf({ kind: string, chunks: wholeFrom(1, 1_000_000), pauseMs: whole }, "chunks", "pauseMs"),
  reset: (value, path) => {
    objectOf({ kind: string, during: oneOf("body", "answer"), afterBytes: whole }, "during")(value, path);
    const { during, afterBytes } = value as { during: string; afterBytes?: unknown };
    if ((during === "body") === (afterBytes !== undefined)) return;
    throw new WrongValue(`${path}/afterBytes`, "belongs to a reset during the body, and to no other.");
  },
};

const checkFault: Check = (value, path) => {
  if (!isObject(value)) throw new WrongValue(path, "expected an object.");
  oneOf(...Object.keys(faults))(value.kind, `${path}/kind`);
  faults[String(value.kind)]?.(value, path);
};

const checkOutcome: Check = (value, path) => {
  objectOf({ status: wholeFrom(0, 999), body: string, lost: boolean, error: oneOf(...deliverErrorCodes) })(
    value,
    path,
  );
  const { status, error } = value as { status?: unknown; error?: unknown };
  if ((status === undefined) === (error === undefined)) {
    throw new WrongValue(path, "has either a status or an error.");
  }
};

const checkLine = objectOf(
  {
    name: string,
    try: wholeFrom(1, 1_000),
    items: listOf(checkItem),
    respelled: boolean,
    delayMs: whole,
    fault: checkFault,
    during: listOf(whole),
    body: string,
    base64: string,
    outcome: checkOutcome,
  },
  "outcome",
);

/** @param index how many were before it. */
function deliveryOf(value: unknown, index: number): TracedDelivery {
  checkLine(value, "");
  const { body, base64, ...rest } = value as Partial<TracedDelivery> & { base64?: string };
  const usual = { name: String(index + 1), try: 1, items: [], respelled: false, delayMs: 0, during: [] };
  const bytes = base64 === undefined ? body : fromBase64(base64);
  if (bytes === undefined) {
    throw new WrongValue(
      base64 === undefined ? "/body" : "/base64",
      "expected what was sent, as text or base64.",
    );
  }
  const isOdd = (place: number) => place < 1 || place > index;
  if (rest.during?.some(isOdd))
    throw new WrongValue("/during", "names deliveries that did not begin before.");
  return { ...usual, ...rest, body: bytes } as TracedDelivery;
}
