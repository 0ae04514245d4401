// The conformance vectors that the spec publishes for other languages: they say what these validators say.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Issue, parseDelivery, type Result, validateDelivery } from "../src/index.ts";
import * as strict from "../src/strict.ts";

type Mistake = Pick<Issue, "pointer" | "kind">;

interface Vector {
  name: string;
  body: { text?: string; base64?: string };
  verdict: "ok" | "quarantined" | "refused";
  code?: string;
  issues?: Mistake[];
  events?: { kind: string; issues?: Mistake[] }[];
  strict?: { ok: boolean; issues?: Mistake[] };
}

const file = new URL("../../../spec/dist/vectors.jsonl", import.meta.url);
const vectors: Vector[] = readFileSync(file, "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));

// Of the others nothing is parsed; the receiver refuses them.
const judged = vectors.filter(({ code }) => code === undefined || code === "invalid_envelope");

test("there are enough of them", () => expect(judged.length).toBeGreaterThan(300));

test.each(judged)("$name", (vector) => {
  const payload = payloadOf(vector);
  expect(verdictOf(payload)).toEqual({
    verdict: vector.verdict,
    ...(vector.issues && { issues: vector.issues }),
    ...(vector.events && {
      events: vector.events.map(({ kind, issues }) => ({ kind, ...(issues && { issues }) })),
    }),
  });
  expect(validateDelivery(payload).ok).toBe(vector.verdict === "ok");
  const result = strict.validateDelivery(payload);
  if (vector.strict) expect(result.ok).toBe(vector.strict.ok);
  if (vector.strict?.issues) expect(issuesOf(result)).toEqual(vector.strict.issues);
});

function payloadOf({ body: { text, base64 } }: Vector): unknown {
  const bytes = text === undefined ? Buffer.from(base64 ?? "", "base64") : Buffer.from(text);
  return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
}

function verdictOf(payload: unknown): Pick<Vector, "verdict" | "issues" | "events"> {
  const parsed = parseDelivery(payload);
  if (!parsed.ok) return { verdict: "refused", issues: mistakes(parsed.issues) };
  const events = parsed.events.map((event) =>
    event.status === "invalid"
      ? { kind: event.status, issues: mistakes(event.issues) }
      : { kind: event.status },
  );
  return { verdict: parsed.invalid.length > 0 ? "quarantined" : "ok", events };
}

function issuesOf(result: Result<unknown>): Mistake[] {
  return result.ok ? [] : mistakes(result.issues);
}

/** In the order of the pointers, as the vectors have them. */
function mistakes(issues: Issue[]): Mistake[] {
  const found = issues.map(({ pointer, kind }) => ({ pointer, kind }));
  return found.sort((a, b) => (a.pointer < b.pointer ? -1 : 1));
}
