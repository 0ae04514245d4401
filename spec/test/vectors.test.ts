import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadSpec } from "@proto-webhooks/scripts/generator";
import { describe, expect, test } from "vitest";
import { canonical, digest } from "../generate/fingerprint.ts";
import { publishedFiles } from "../generate/published-files.ts";
import { readSources, readTables } from "../generate/read-sources.ts";
import { respell } from "../generate/respell.ts";
import type { Tables } from "../generate/rows.ts";
import { bytesOf, type Vector } from "../generate/vector.ts";
import { vectors as vectorsOf } from "../generate/vectors.ts";
import { kinds } from "./support/cases.ts";
import { payloadOf, vectorLines, vectors } from "./support/published.ts";
import { root } from "./support/spec.ts";

const spec = await loadSpec();
const tables = await readTables();
const file = readFileSync(join(root, "dist/vectors.jsonl"));

test("the published files are those that the spec gives, each time", async () => {
  const [one, other] = [0, 1].map(async () => publishedFiles(spec, await readSources(), await readTables()));
  const files = await one;
  expect(files).toEqual(await other);
  for (const [path, text] of Object.entries(files ?? {})) {
    expect(readFileSync(join(root, "dist", path), "utf8") === text, path).toBe(true);
  }
});

test("the file is small, ASCII, and has a line for each vector", () => {
  expect(file.length).toBeLessThan(1_000_000);
  expect(file.every((byte) => byte < 0x7f)).toBe(true);
  expect(vectorLines.length).toBeGreaterThan(300);
  for (const line of vectorLines) expect(line).toMatch(/^\{.*\}$/);
});

test("names and bodies are unique", () => {
  expect(new Set(vectors.map(({ name }) => name)).size).toBe(vectors.length);
  expect(new Set(vectors.map((vector) => Buffer.from(bytesOf(vector.body)).toString("hex"))).size).toBe(
    vectors.length,
  );
});

test("every row of the tables is among them, unless another has the same bytes", () => {
  const named = new Set(vectors.map(({ name }) => name));
  const rows = [
    ...Object.keys(tables.examples).map((name) => `example: ${name}`),
    ...tables.invalid.map(({ name }) => `invalid: ${name}`),
    ...tables.tolerated.map(({ name }) => `tolerated: ${name}`),
    ...tables.bodies.map(({ name }) => `body: ${name}`),
  ];
  expect(rows.filter((name) => !named.has(name)).length).toBeLessThan(rows.length / 20);
});

test("each verdict, code, kind of event and kind of issue is there", () => {
  const events = vectors.flatMap((vector) => vector.events ?? []);
  const issues = [...vectors, ...events].flatMap((holder) => holder.issues ?? []);
  const strict = vectors.flatMap(({ strict }) => (strict && !strict.ok ? (strict.issues ?? []) : []));
  const unique = (words: (string | undefined)[]) => [...new Set(words)].sort();
  expect(unique(vectors.map(({ verdict }) => verdict))).toEqual(["ok", "quarantined", "refused"]);
  expect(unique(vectors.flatMap(({ code }) => code ?? []))).toEqual([
    "invalid_envelope",
    "invalid_json",
    "invalid_utf8",
    "too_deep",
  ]);
  expect(unique(events.map(({ kind }) => kind))).toEqual(["invalid", "unrecognized", "valid"]);
  expect(unique([...issues, ...strict].map(({ kind }) => kind))).toEqual([...kinds].sort());
});

test.each(vectors)("$name", (vector) => {
  expectNoOthers(vector, ["name", "why", "body", "verdict", "code", "issues", "events", "strict"]);
  expect(vector.why).toMatch(/\.$/);
  expect(vector.code === undefined).toBe(vector.verdict !== "refused");
  expect(vector.events === undefined).toBe(vector.verdict === "refused");
  expect(vector.issues === undefined).toBe(vector.code !== "invalid_envelope");
  for (const event of vector.events ?? []) {
    expectNoOthers(event, ["kind", "issues", "said", "fingerprint"]);
    expect(event.fingerprint).toBe(createHash("sha256").update(event.said, "utf8").digest("base64url"));
    expect(event.fingerprint).toMatch(/^[\w-]{43}$/);
  }
  if (vector.code === undefined || vector.code === "invalid_envelope") expectThatItSaysTheSame(vector);
  else if (vector.code !== "too_deep") expect(() => payloadOf(vector)).toThrow();
});

/** What is digested is JSON, and says what the event says. */
function expectThatItSaysTheSame(vector: Vector): void {
  const { events } = Object(payloadOf(vector));
  expect(Array.isArray(events)).toBe(vector.code === undefined);
  const said = vector.events?.map((event) => JSON.parse(event.said));
  if (said) expect(JSON.parse(JSON.stringify(said))).toEqual(JSON.parse(JSON.stringify(events)));
}

function expectNoOthers(object: object, names: string[]): void {
  expect(names).toEqual(expect.arrayContaining(Object.keys(object)));
}

test("an event spelled in another way has the same fingerprint", () => {
  const respelled = vectors.filter(({ name }) => name.startsWith("respelled: "));
  expect(respelled.length).toBeGreaterThan(10);
  for (const { name, body, events } of respelled) {
    const example = vectors.find((vector) => vector.name === name.replace("respelled", "example"));
    expect(body).not.toEqual(example?.body);
    expect(events).toEqual(example?.events);
  }
  expect(JSON.parse(respell({ a: [1, 0.5, 1e-9, null, true], "é😀": "\u2028" }))).toEqual({
    "é😀": "\u2028",
    a: [1, 0.5, 1e-9, null, true],
  });
});

test("the canonical form is that of RFC 8785", () => {
  const text =
    '{"b":[0.10000000000000001,12.50,5e-4,1E-29,-0.0,7e2],"a":"\\u00a3 \\u0041\\u0007\\r\\/\\"\\\\","c":[true,null,[],{}]}';
  expect(canonical(JSON.parse(text))).toBe(
    '{"a":"£ A\\u0007\\r/\\"\\\\","b":[0.1,12.5,0.0005,1e-29,0,700],"c":[true,null,[],{}]}',
  );
  const names = { "\uff5e": 1, "\u{1f600}": 2, b: 3, a: 4, "10": 5, "9": 6, "": 7, "\n": 8 };
  expect(canonical(names)).toBe('{"":7,"\\n":8,"10":5,"9":6,"a":4,"b":3,"😀":2,"～":1}');
});

test("a digest is SHA-256 as base64url", () => {
  expect(digest("")).toBe("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU");
});

describe("a row that contradicts itself stops the generation, by its name", () => {
  const body = { text: '{"events":[{"n":9007199254740993}]}' };
  const issues = [{ pointer: "/events/0/type", kind: "missing_property" }];
  const byLetter = '{"n":9007199254740993}';

  test.each<[string, Tables["bodies"][number]["want"], string]>([
    ["too few events", { events: [] }, "it has 1 events, and a kind for fewer"],
    [
      "invalid without an issue",
      { events: [{ kind: "invalid", byLetter }] },
      "event 0 is invalid, with 0 issues",
    ],
    [
      "valid with an issue",
      { events: [{ kind: "valid", issues, byLetter }] },
      "event 0 is valid, with 1 issues",
    ],
    [
      "a large number",
      { events: [{ kind: "invalid", issues }] },
      "event 0 is taken by its letter: give its exact text",
    ],
  ])("%s", (name, want, message) => {
    const bodies = [{ name, why: "", body, want }];
    expect(() => vectorsOf(spec, { ...tables, bodies })).toThrow(`body: ${name}: ${message}`);
  });

  test("an issue that is in no event", () => {
    const stray = [...issues, { pointer: "/events/1/type", kind: "missing_property" }];
    const bodies = [
      {
        name: "stray",
        why: "",
        body,
        want: { events: [{ kind: "invalid" as const, issues: stray, byLetter }] },
      },
    ];
    expect(() => vectorsOf(spec, { ...tables, bodies })).toThrow(
      "body: stray: 1 of its issues are in no event",
    );
  });

  test("a body that is not JSON", () => {
    const bodies = [{ name: "broken", why: "", body: { text: '{"events":[}' }, want: { events: [] } }];
    expect(() => vectorsOf(spec, { ...tables, bodies })).toThrow("body: broken: its body is not JSON");
  });

  test("a text that is given for nothing", () => {
    const row = { name: "plain", why: "", body: { text: '{"events":[{"n":1}]}' } };
    const bodies = [
      { ...row, want: { events: [{ kind: "invalid" as const, issues, byLetter: '{"n":1}' }] } },
    ];
    expect(() => vectorsOf(spec, { ...tables, bodies })).toThrow("body: plain: event 0 has a canonical form");
  });

  test("a text that stands nowhere in the body", () => {
    const bodies = [
      {
        name: "other",
        why: "",
        body,
        want: { events: [{ kind: "invalid" as const, issues, byLetter: '{"n":9007199254740992}' }] },
      },
    ];
    expect(() => vectorsOf(spec, { ...tables, bodies })).toThrow("body: other: event 0 is written otherwise");
  });
});
