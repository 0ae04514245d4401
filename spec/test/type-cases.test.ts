import { expect, test } from "vitest";
import type { TypeRow } from "../generate/rows.ts";
import { kinds } from "./support/cases.ts";
import { at, parentOf } from "./support/pointer.ts";
import { type Json, readJson, schemas } from "./support/spec.ts";
import { issuesOf, validator } from "./support/validate.ts";

const rows = readJson("cases/types.json") as unknown as TypeRow[];

test("names are unique, and so are payloads of a type", () => {
  expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
  expect(new Set(rows.map(({ type, payload }) => `${type} ${JSON.stringify(payload)}`)).size).toBe(
    rows.length,
  );
});

test.each(rows)("$name", ({ name, why, type, mode, payload, issue }) => {
  expect(name.startsWith(`${type} `), "it is named after its type").toBe(true);
  expect(why).toMatch(/\.$/);
  expect([...schemas.keys()]).toContain(type);
  expect([undefined, "tolerant", "strict"]).toContain(mode);
  if (issue) {
    expect(kinds).toContain(issue.kind);
    const there = issue.kind === "missing_property" ? parentOf(issue.pointer) : issue.pointer;
    expect(at(payload as Json, there)).not.toBeUndefined();
  }
  const wanted = issue ? [issue] : [];
  expect(found("open"), "tolerant").toEqual(mode === "strict" ? [] : wanted);
  if (mode !== "tolerant") expect(found("closed"), "strict").toEqual(wanted);

  function found(reading: "open" | "closed") {
    const validate = validator(type, reading);
    validate(payload);
    return issuesOf(validate.errors);
  }
});
