// The spec's own tables: every example, every invalid payload with its one issue, everything that is tolerated.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as tolerantly from "../src/index.ts";
import { type Issue, parseDelivery, unrecognizedPointers, validateDelivery } from "../src/index.ts";
import * as strictly from "../src/strict.ts";

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

const ofTypes: { name: string; type: string; mode?: string; payload: unknown; issue?: Issue }[] =
  read("cases/types.json");

function issuesOf(result: ReturnType<typeof validateDelivery>): Pick<Issue, "pointer" | "kind">[] {
  return result.ok ? [] : result.issues.map(({ pointer, kind }) => ({ pointer, kind }));
}

describe("examples", () => {
  test.each(examples)("%s is valid in both modes", (name) => {
    const example = read(`examples/${name}`);
    expect(validateDelivery(example)).toEqual({ ok: true, value: example });
    expect(strictly.validateDelivery(example)).toEqual({ ok: true, value: example });
  });
});

describe("invalid deliveries", () => {
  test("there are enough of them", () => expect(invalid.length).toBeGreaterThan(40));

  test.each(invalid)("$name", ({ payload, issue, mode }) => {
    const tolerant = issuesOf(validateDelivery(payload));
    const strict = issuesOf(strictly.validateDelivery(payload));
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

describe("values of a type", () => {
  test.each(ofTypes)("$name", ({ type, mode, payload, issue }) => {
    const wanted = issue ? [issue] : [];
    expect(issuesOf(validatorOf(tolerantly, type)(payload))).toEqual(mode === "strict" ? [] : wanted);
    if (mode !== "tolerant") expect(issuesOf(validatorOf(strictly, type)(payload))).toEqual(wanted);
  });
});

function validatorOf(module: object, type: string): typeof validateDelivery {
  return (module as Record<string, typeof validateDelivery>)[`validate${type}`] as typeof validateDelivery;
}
