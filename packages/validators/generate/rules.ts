import { type JudgedSchema, type JudgedSchemas, refName } from "@proto-webhooks/scripts/generator";
import { refuseUnknown, unionIn } from "./keywords.ts";

/**
 * Writes the rules that `src/find-errors.ts` reads once a check has said no: a constant for each schema, so that a
 * bundle holds those that it uses and no others.
 */
export function ruleModule(schemas: JudgedSchemas): string {
  const done = new Set<string>();
  const written: string[] = [];
  const write = (name: string, within: readonly string[]): void => {
    if (done.has(name) || within.includes(name)) return;
    const schema = schemas[name] ?? {};
    for (const other of refsOf(schema)) write(other, [...within, name]);
    written.push(`export const ${name}: Rule = ${rule(name, schemas, done)};`);
    done.add(name);
  };
  for (const name of Object.keys(schemas)) write(name, []);
  return ['import type { Rule } from "../rule.ts";', ...written].join("\n\n");
}

function refsOf(schema: JudgedSchema): string[] {
  return [...JSON.stringify(schema).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref = ""]) => refName(ref));
}

/** A rule as code. What it refers to stands above it, except in a ring: there it is read when it is needed. */
function rule(name: string, schemas: JudgedSchemas, above: ReadonlySet<string>): string {
  const named = (key: string, other: string): string =>
    above.has(other)
      ? `${JSON.stringify(key)}: ${other}`
      : `get ${JSON.stringify(key)}() { return ${other}; }`;
  const entry = (key: string, part: JudgedSchema): string =>
    part.$ref ? named(key, refName(part.$ref)) : `${JSON.stringify(key)}: ${plain(part)}`;
  const entries = (key: string, list: readonly string[]): string[] =>
    list.length === 0 ? [] : [`${key}: { ${list.join(", ")} }`];
  const plain = (part: JudgedSchema): string => {
    refuseUnknown(name, part);
    const { type, const: constant, enum: values, required, properties = {}, items, maxItems } = part;
    const facts = Object.entries({ type, const: constant, enum: values, required, maxItems })
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
    const parts = Object.entries(properties).map(([key, property]) => entry(key, property));
    return `{ ${[...facts, ...entries("properties", parts), ...(items ? [entry("items", items)] : [])].join(", ")} }`;
  };
  const union = unionIn(name, schemas);
  const schema = schemas[name] ?? {};
  if (!union) return schema.$ref ? `{ ${entry("otherwise", schema)} }` : plain(schema);
  const members = Object.entries(union.members).map(([value, member]) => named(value, member));
  const tag = `tag: ${JSON.stringify(union.tag)}`;
  return `{ ${[tag, ...entries("members", members), entry("otherwise", union.otherwise)].join(", ")} }`;
}
