// The spec's own tables: every example, every invalid payload with its one issue, everything that is tolerated.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Issue, parseDelivery, unrecognizedPointers, validateDelivery } from "../src/index.ts";
import { validateDelivery as validateStrictly } from "../src/strict.ts";

const spec = new URL("../../../spec/", import.meta.url);
const read = (path: string) => JSON.parse(readFileSync(new URL(path, spec), "utf8"));
const examples = readdirSync(new URL("examples/", spec)).filter((name) => name.endsWith(".json"));

interface InvalidCase {
  name: string;
  mode?: "tolerant" | "strict";
  payload: unknown;
  issue: { pointer: string; kind: string };
}

const invalid: InvalidCase[] = read("cases/invalid-deliveries.json");
const tolerated: { name: string; payload: unknown; unrecognized: string[] }[] = read(
  "cases/tolerated-deliveries.json",
);

function issuesOf(result: ReturnType<typeof validateDelivery>): Pick<Issue, "pointer" | "kind">[] {
  return result.ok ? [] : result.issues.map(({ pointer, kind }) => ({ pointer, kind }));
}

describe("examples", () => {
  test.each(examples)("%s is valid in both modes", (name) => {
    const example = read(`examples/${name}`);
    expect(validateDelivery(example)).toEqual({ ok: true, value: example });
    expect(validateStrictly(example)).toEqual({ ok: true, value: example });
  });
});

describe("invalid deliveries", () => {
  test("there are enough of them", () => expect(invalid.length).toBeGreaterThan(40));

  test.each(invalid)("$name", ({ payload, issue, mode }) => {
    const tolerant = issuesOf(validateDelivery(payload));
    const strict = issuesOf(validateStrictly(payload));
    if (mode === "strict") {
      expect(tolerant).toEqual([]);
      expect(strict).toEqual([issue]);
    } else {
      expect(tolerant).toEqual([issue]);
      if (mode === "tolerant") expect(strict).not.toEqual([]);
      else expect(strict).toEqual([issue]);
    }
  });

  test.each(invalid.filter(({ mode }) => mode !== "strict"))(
    "parseDelivery parts $name",
    ({ payload, issue }) => {
      const parsed = parseDelivery(payload);
      const issues = parsed.ok ? parsed.invalid.flatMap((event) => event.issues) : parsed.issues;
      expect(issues.map(({ pointer, kind }) => ({ pointer, kind }))).toEqual([issue]);
    },
  );
});

describe("tolerated deliveries", () => {
  test.each(tolerated)("$name", ({ payload, unrecognized }) => {
    expect(issuesOf(validateDelivery(payload))).toEqual([]);
    expect(unrecognizedPointers(payload)).toEqual(unrecognized);
  });
});
