import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Body, type HttpRow, httpRows } from "./support/cases.ts";
import { root } from "./support/spec.ts";

/** Status and closed list of codes, as `cases/README.md` has them. */
const statusOf: Record<string, number> = {
  method_not_allowed: 405,
  unsupported_media_type: 415,
  body_too_large: 413,
  body_timeout: 408,
  invalid_utf8: 400,
  invalid_json: 400,
  invalid_envelope: 400,
  too_deep: 400,
  unauthenticated: 401,
  unavailable: 503,
  overloaded: 503,
};

test("names are unique", () => {
  expect(new Set(httpRows.map((row) => row.name)).size).toBe(httpRows.length);
});

test("each code has a row, and so has 200", () => {
  expect(new Set(httpRows.map((row) => row.want.code))).toEqual(
    new Set([...Object.keys(statusOf), undefined]),
  );
  expect(httpRows.some((row) => row.want.status === 200)).toBe(true);
});

test.each(httpRows)("$name", (row) => {
  expectWellFormed(row);
  expectWhatTheTableSays(row);
  expectFittingBody(row);
});

function expectWellFormed({ given, want, ...row }: HttpRow): void {
  expect(row.why).toMatch(/\.$/);
  onlyHas(row, ["name", "why", "needs"]);
  onlyHas(given, [
    "method",
    "headers",
    "query",
    "pathSuffix",
    "body",
    "framing",
    "chunkBytes",
    "slow",
    "receiver",
  ]);
  onlyHas(given.receiver ?? {}, [
    "maxBodyBytes",
    "bodyTimeoutMs",
    "maxDepth",
    "sharedSecret",
    "allowChannels",
    "inbox",
    "busy",
  ]);
  onlyHas(want, ["status", "code", "headers", "body", "hidden", "stored"]);
  if (given.framing !== undefined) expect(["declared", "chunked"]).toContain(given.framing);
  expect(row.needs ?? []).toEqual(needsOf(given));
}

function expectWhatTheTableSays({ given, want }: HttpRow): void {
  if (want.code !== undefined) expect(want.status).toBe(statusOf[want.code]);
  else expect(want.status).toBe(given.method === "HEAD" ? 405 : 200);
  if (want.status === 405) expect(want.headers?.allow).toBe("POST");
  if (want.status === 503) expect(want.headers).toHaveProperty("retry-after");
  if (want.status === 200) expect(want.body).toBe("");
  else expect(want.stored).toEqual([]);
}

function expectFittingBody({ given, want }: HttpRow): void {
  const bytes = given.body && bytesOf(given.body);
  if (want.status === 200) expect(want.stored).toHaveLength(eventsIn(bytes));
  if (want.status === 413)
    expect(bytes?.length).toBeGreaterThan(Number(given.receiver?.maxBodyBytes ?? 2 ** 20));
  if (want.code === "invalid_json") expect(() => eventsIn(bytes)).toThrow(SyntaxError);
  if (want.code === "invalid_utf8") expect(() => eventsIn(bytes)).toThrow(TypeError);
  // All of these are JSON; what is wrong is what it says.
  if (want.code === "too_deep") expect(eventsIn(bytes)).toBe(1);
  if (want.code === "invalid_envelope") expect(eventsIn(bytes)).toBeNaN();
}

function onlyHas(object: object, names: string[]): void {
  expect(names).toEqual(expect.arrayContaining(Object.keys(object)));
}

function needsOf({ slow, receiver, framing, headers }: HttpRow["given"]): string[] {
  const needs = {
    slow_body: slow,
    busy: receiver?.busy,
    forged_content_length: framing && headers?.["content-length"],
  };
  return Object.entries(needs).flatMap(([name, needed]) => (needed ? [name] : []));
}

function bytesOf(body: Body): Uint8Array {
  if ("text" in body) return new TextEncoder().encode(body.text);
  if ("json" in body) return new TextEncoder().encode(JSON.stringify(body.json));
  if ("base64" in body) return Buffer.from(body.base64, "base64");
  if ("repeat" in body) return new TextEncoder().encode(body.repeat.text.repeat(body.repeat.times));
  if ("concat" in body) return Buffer.concat(body.concat.map(bytesOf));
  const file = join(root, "examples", body.example);
  expect(existsSync(file), file).toBe(true);
  return readFileSync(file);
}

/** How many events the body holds; throws when it is not UTF-8 or not JSON, and is NaN when there is no list of them. */
function eventsIn(bytes: Uint8Array | undefined): number {
  const value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  return Array.isArray(value?.events) ? value.events.length : Number.NaN;
}
