import { type JudgedSchema, type JudgedSchemas, refName } from "@proto-webhooks/scripts/generator";
import { type JudgedUnion, refuseUnknown, unionIn } from "./keywords.ts";

/**
 * Writes a function for each schema, `isChat`, that says whether a value fits and nothing else: what is wrong is
 * looked for by `src/find-errors.ts`, and only after a no.
 */
export function checkModule(schemas: JudgedSchemas): string {
  const written = Object.entries(schemas).flatMap(([name, schema]) =>
    functionsOf(name, schema, unionIn(name, schemas)),
  );
  const names = Object.keys(schemas)
    .map((name) => `is${name}`)
    .join(",\n  ");
  return [helpers, ...written, `export {\n  ${names},\n};`].join("\n\n");
}

const helpers = `function isObject(v) {
  return typeof v === "object" && v !== null && !Array.isArray(v);
}

function isNumber(v) {
  return typeof v === "number" && Number.isFinite(v);
}`;

/** The function of a schema, after those of what is nested in it. */
function functionsOf(name: string, schema: JudgedSchema, union: JudgedUnion | undefined): string[] {
  const nested: string[] = [];
  /** An expression: whether `v` fits. What takes statements becomes a function. */
  const fits = (at: string, part: JudgedSchema, v: string): string => {
    refuseUnknown(at, part);
    if (part.$ref) return `is${refName(part.$ref)}(${v})`;
    const listed = part.const === undefined ? part.enum : [part.const];
    if (listed) return anyOf(listed.map((value) => `${v} === ${JSON.stringify(value)}`));
    const types = [part.type ?? []].flat();
    if (types.length === 0) return "true";
    return anyOf(types.map((type) => ofType(at, type, part, v)));
  };
  const ofType = (at: string, type: string, part: JudgedSchema, v: string): string => {
    const isDeep =
      (type === "object" && (part.properties || part.required)) ||
      (type === "array" && (part.items || part.maxItems !== undefined));
    if (!isDeep) return isOf(type, v);
    const own = `is${at === name && part.type === type ? name : `${at}_${type}`}`;
    nested.push(type === "object" ? object(own, at, part, fits) : array(own, at, part, fits));
    return `${own}(${v})`;
  };
  if (union) return [switchOf(name, union, fits), ...nested];
  const whole = fits(name, schema, "v");
  return whole === `is${name}(v)` ? nested : [...nested, `function is${name}(v) {\n  return ${whole};\n}`];
}

type Fits = (at: string, part: JudgedSchema, v: string) => string;

function object(
  own: string,
  at: string,
  { properties = {}, required = [] }: JudgedSchema,
  fits: Fits,
): string {
  const keys = [...new Set([...required, ...Object.keys(properties)])];
  const reads = keys.map((key, n) => `p${n} = v[${JSON.stringify(key)}]`);
  const tests = keys.flatMap((key, n) => {
    const part = properties[key] ?? {};
    const test = fits(`${at}_${key.replace(/\W/g, "_")}`, part, `p${n}`);
    if (required.includes(key)) return test === "true" ? [`p${n} !== void 0`] : [test];
    return test === "true" ? [] : [absentOr(test, `p${n}`)];
  });
  const body = reads.length === 0 ? "" : `  const ${reads.join(", ")};\n`;
  return `function ${own}(v) {\n  if (!isObject(v)) return false;\n${body}  return ${tests.join(" && ") || "true"};\n}`;
}

/** A property that may be null may be absent, too: one comparison tells both. */
function absentOr(test: string, v: string): string {
  const isNull = ` || ${v} === null)`;
  return test.endsWith(isNull)
    ? `${test.slice(0, -isNull.length)} || ${v} == null)`
    : `(${v} === void 0 || ${test})`;
}

/** A loop of its own and no helper that takes a function: so the engine can put each check into its loop. */
function array(own: string, at: string, { items = {}, maxItems }: JudgedSchema, fits: Fits): string {
  const tooMany = maxItems === undefined ? "" : ` || v.length > ${maxItems}`;
  const test = fits(`${at}_item`, items, "v[i]");
  const loop = `  for (let i = 0; i < v.length; i++) if (!${test.startsWith("(") ? test : `(${test})`}) return false;\n`;
  return `function ${own}(v) {\n  if (!Array.isArray(v)${tooMany}) return false;\n${loop}  return true;\n}`;
}

function switchOf(name: string, { tag, members, otherwise }: JudgedUnion, fits: Fits): string {
  const cases = Object.entries(members).map(
    ([value, member]) => `    case ${JSON.stringify(value)}:\n      return is${member}(v);\n`,
  );
  const rest = fits(`${name}_other`, otherwise, "v");
  return `function is${name}(v) {\n  switch (isObject(v) ? v[${JSON.stringify(tag)}] : void 0) {\n${cases.join("")}    default:\n      return ${rest};\n  }\n}`;
}

function isOf(type: string, v: string): string {
  switch (type) {
    case "object":
      return `isObject(${v})`;
    case "array":
      return `Array.isArray(${v})`;
    case "null":
      return `${v} === null`;
    case "number":
      return `isNumber(${v})`;
    case "integer":
      return `Number.isInteger(${v})`;
    default:
      return `typeof ${v} === ${JSON.stringify(type)}`;
  }
}

function anyOf(tests: readonly string[]): string {
  return tests.length === 1 ? (tests[0] ?? "") : `(${tests.join(" || ")})`;
}
