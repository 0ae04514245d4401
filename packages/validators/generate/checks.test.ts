import { readdirSync, readFileSync } from "node:fs";
import {
  envelope,
  type JudgedSchema,
  type JudgedSchemas,
  loadSpec,
  tolerantSchemas,
} from "@proto-webhooks/scripts/generator";
import Ajv from "ajv";
import { expect, test } from "vitest";
import { explain } from "../src/explain.ts";
import { findErrors } from "../src/find-errors.ts";
import type { Check, JudgeError } from "../src/judge.ts";
import type { Rule } from "../src/rule.ts";
import { checkModule } from "./checks.ts";
import { ruleModule } from "./rules.ts";

const { components } = await loadSpec();
const tolerant = tolerantSchemas(components.schemas);
const schemas: JudgedSchemas = { ...tolerant, DeliveryEnvelope: envelope(tolerant.Delivery ?? {}) };

test("each check says what Ajv says of every value in the spec's tables, and each rule finds the same issues", async () => {
  const values = valuesOf(
    ["cases/invalid-deliveries", "cases/tolerated-deliveries", ...examples()].map(read),
  );
  expect(values.length).toBeGreaterThan(300);
  const ours = await evaluate(schemas);
  const ajv = ajvFor(schemas);
  const accepted: string[] = [];
  const differ: unknown[] = [];
  for (const name of Object.keys(schemas)) {
    const judge = ajv.getSchema(name);
    for (const value of values) {
      const ok = judge?.(value) === true;
      const theirs = ok ? [] : explain((judge?.errors ?? []) as JudgeError[], value);
      const found = explain(findErrors(ours.rule(name), value), value);
      const isSame = ours.check(name)(value) === ok && JSON.stringify(found) === JSON.stringify(theirs);
      if (!isSame) differ.push({ name, value, ok, theirs, found });
      if (ok) accepted.push(name);
    }
  }
  expect(differ).toEqual([]);
  // No schema was compared on refusals alone.
  expect(Object.keys(schemas).filter((name) => !accepted.includes(name))).toEqual([]);
});

test("a schema may refer to itself", async () => {
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const { check, rule } = await evaluate({
    Tree: { type: "object", required: ["name"], properties: { name: { type: "string" }, of: ref("Trees") } },
    Trees: { type: ["array", "null"], items: ref("Tree") },
  });
  const bad = { name: "a", of: [{ name: "b", of: [{ name: 7, of: null }] }] };
  expect([check("Tree")(bad.of[0]?.of[0]), check("Tree")({ name: "a", of: [{ name: "b" }] })]).toEqual([
    false,
    true,
  ]);
  expect(findErrors(rule("Tree"), bad)).toMatchObject([{ instancePath: "/of/0/of/0/name", keyword: "type" }]);
});

test("keys that code would misread are read as they are written", async () => {
  const schema = { type: "object", required: ['a/"~b'], properties: { 'a/"~b': { type: "integer" } } };
  const { check, rule } = await evaluate({ Odd: schema });
  expect([check("Odd")({ 'a/"~b': 1 }), check("Odd")({ 'a/"~b': 1.5 })]).toEqual([true, false]);
  expect(findErrors(rule("Odd"), { 'a/"~b': 1.5 })).toMatchObject([{ instancePath: '/a~1"~0b' }]);
});

test.each<[JudgedSchema, string]>([
  [{ type: "object", maxItem: 3 } as object, 'Card: unknown keyword: "maxItem"'],
  [{ type: "string", format: "uri" }, 'Card: unknown keyword: "format"'],
  [{ type: "object", additionalProperties: false }, "Card: a tolerant object cannot be closed"],
])("what a check would pass over stops the generation: %j", (schema, why) => {
  expect(() => checkModule({ Card: schema })).toThrow(why);
  expect(() => ruleModule({ Card: schema })).toThrow(why);
});

/** What is generated, as it runs. */
async function evaluate(schemas: JudgedSchemas) {
  const load = async (code: string): Promise<Record<string, unknown>> =>
    await import(`data:text/javascript,${encodeURIComponent(code)}`);
  const checks = await load(checkModule(schemas));
  const rules = await load(
    ruleModule(schemas)
      .replace(/^import .*$/m, "")
      .replaceAll(": Rule =", " ="),
  );
  return {
    check: (name: string) => checks[`is${name}`] as Check,
    rule: (name: string) => rules[name] as Rule,
  };
}

function ajvFor(schemas: JudgedSchemas) {
  const options = {
    allErrors: true,
    discriminator: true,
    inlineRefs: false,
    strict: true,
    allowUnionTypes: true,
  };
  const ajv = new Ajv.default({ ...options, messages: false });
  const named = JSON.parse(JSON.stringify(schemas).replaceAll("#/components/schemas/", ""));
  for (const [name, schema] of Object.entries<JudgedSchema>(named)) ajv.addSchema({ $id: name, ...schema });
  return ajv;
}

/** All values that stand in some values, each once. */
function valuesOf(roots: unknown[]): unknown[] {
  const found = new Map<string, unknown>();
  const collect = (value: unknown): void => {
    found.set(JSON.stringify(value), value);
    if (typeof value === "object" && value !== null) Object.values(value).forEach(collect);
  };
  roots.forEach(collect);
  return [...found.values()];
}

function examples(): string[] {
  const files = readdirSync(new URL("../../../spec/examples", import.meta.url), { recursive: true });
  return files
    .map(String)
    .filter((file) => file.endsWith(".json"))
    .map((file) => `examples/${file.slice(0, -5)}`);
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../spec/${file}.json`, import.meta.url), "utf8"));
}
