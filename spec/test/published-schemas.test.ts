import Ajv, { type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { describe, expect, test } from "vitest";
import type { TypeRow } from "../generate/rows.ts";
import type { Issue } from "../generate/vector.ts";
import { payloadOf, publishedSchemas, vectors } from "./support/published.ts";
import { readJson, schemas, stringsNamed } from "./support/spec.ts";
import { issuesOf } from "./support/validate.ts";

const { info } = readJson("dist/openapi.json") as { info: { version: string } };
const base = `https://proto-webhooks.invalid/${info.version.split(".")[0]}/`;
const typeRows = readJson("cases/types.json") as unknown as TypeRow[];
const unlisted = [...schemas.keys()].filter((name) => name.startsWith("Unrecognized"));
const typesOf = {
  tolerant: [...schemas.keys()],
  strict: [...schemas.keys()].filter((name) => !unlisted.includes(name)),
};

test("there is a file for each type, and one that holds all, in either reading", () => {
  const wanted = Object.entries(typesOf).flatMap(([reading, names]) => [
    `${reading}.json`,
    ...names.map((name) => `${reading}/${name}.json`),
  ]);
  expect([...publishedSchemas.keys()].sort()).toEqual(wanted.sort());
  for (const [reading, names] of Object.entries(typesOf)) {
    expect(Object.keys(publishedSchemas.get(`${reading}.json`)?.$defs ?? {})).toEqual(names.sort());
  }
});

test.each([...publishedSchemas])("%s says what it is, and refers to what is there", (file, schema) => {
  expect(schema.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
  expect(schema.$id).toBe(`${base}${file}`);
  for (const ref of stringsNamed(schema, ["$ref"])) {
    if (ref.startsWith("#")) expect(schema.$defs).toHaveProperty(ref.replace("#/$defs/", ""));
    else
      expect([...publishedSchemas.keys()], "a file beside it").toContain(
        new URL(ref, schema.$id).href.replace(base, ""),
      );
  }
});

test("where each fact comes from is told, and what it means", () => {
  const told = publishedSchemas.get("tolerant/Chat.json");
  expect(told).toMatchObject({
    title: "Chat",
    description: expect.any(String),
    $comment: "x-provenance: documented",
  });
  expect(told?.properties?.id).toMatchObject({
    examples: [expect.any(String)],
    $comment: "x-provenance: documented",
  });
  expect(publishedSchemas.get("tolerant/AuthorType.json")?.examples).toEqual(schemas.get("AuthorType")?.enum);
});

test("no format is in the tolerant reading, as some validators assert them", () => {
  expect(stringsNamed(publishedSchemas.get("tolerant.json"), ["format"])).toEqual([]);
  expect(stringsNamed(publishedSchemas.get("strict.json"), ["format"])).toContain("uri");
});

/** The validator of a reading and a type. */
type Open = (reading: "tolerant" | "strict", name: string) => ValidateFunction;

const byFile = newAjv();
for (const [file, schema] of publishedSchemas) if (file.includes("/")) byFile.addSchema(schema);
const byBundle = newAjv();
for (const reading of ["tolerant", "strict"])
  byBundle.addSchema(publishedSchemas.get(`${reading}.json`) ?? {});

describe.each<[string, Open]>([
  ["the files", (reading, name) => get(byFile, `${base}${reading}/${name}.json`)],
  ["the bundles", (reading, name) => get(byBundle, `${base}${reading}.json#/$defs/${name}`)],
])("Ajv, strict, with %s", (_what, open) => {
  const judged = vectors.filter(({ code }) => code === undefined || code === "invalid_envelope");

  test.each(judged)("$name", (vector) => {
    const payload = payloadOf(vector);
    expect(open("tolerant", "Delivery")(payload), "the whole delivery").toBe(vector.verdict === "ok");
    for (const [index, { kind, issues = [] }] of (vector.events ?? []).entries()) {
      const event = (payload as { events: unknown[] }).events[index];
      expect(found(open("tolerant", "Event"), event, `/events/${index}`)).toEqual(issues);
      if (kind !== "invalid") expect(isListed(event), kind).toBe(kind === "valid");
    }
    if (vector.issues) expect(found(open("tolerant", "Delivery"), payload)).toEqual(vector.issues);
    const issues = found(open("strict", "Delivery"), payload);
    if (vector.strict) expect(issues.length === 0).toBe(vector.strict.ok);
    if (vector.strict && !vector.strict.ok && vector.strict.issues)
      expect(issues).toEqual(vector.strict.issues);
  });

  test.each(typeRows)("$name", ({ type, mode, payload, issue }) => {
    const wanted = issue ? [issue] : [];
    expect(found(open("tolerant", type), payload)).toEqual(mode === "strict" ? [] : wanted);
    if (mode !== "tolerant") expect(found(open("strict", type), payload)).toEqual(wanted);
  });

  test("each type is there", () => {
    for (const name of typesOf.tolerant) expect(open("tolerant", name)(undefined)).toBe(false);
    for (const name of typesOf.strict) expect(open("strict", name)(undefined)).toBe(false);
  });
});

test("the root of a bundle is a delivery", () => {
  const tolerant = get(byBundle, `${base}tolerant.json`);
  for (const vector of vectors.filter(({ events }) => events)) {
    expect(tolerant(payloadOf(vector)), vector.name).toBe(vector.verdict === "ok");
  }
});

function newAjv() {
  const ajv = new (Ajv.default ?? Ajv)({ allErrors: true, strict: true, allowUnionTypes: true });
  (formats.default ?? formats)(ajv);
  return ajv;
}

function get(ajv: ReturnType<typeof newAjv>, id: string): ValidateFunction {
  const validate = ajv.getSchema(id);
  if (!validate) throw new Error(`There is no ${id}.`);
  return validate;
}

/** How the README says that listed types are found. */
function isListed(event: unknown): boolean {
  const types = publishedSchemas.get("tolerant/Event.json")?.if?.properties?.type?.enum ?? [];
  return types.includes((event as { type: string }).type);
}

/** The issues in the order of their pointers. That a condition's branch did not fit is said by the branch. */
function found(validate: ValidateFunction, value: unknown, at = ""): Issue[] {
  validate(value);
  const errors: ErrorObject[] = (validate.errors ?? []).filter(({ keyword }) => keyword !== "if");
  const issues = issuesOf(errors).map(({ pointer, kind }) => ({ pointer: `${at}${pointer}`, kind }));
  return issues.sort((a, b) => (a.pointer < b.pointer ? -1 : 1));
}
