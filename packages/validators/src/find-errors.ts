import { pointerOf } from "./issue.ts";
import type { JudgeError } from "./judge.ts";
import { listedMember, type Rule } from "./rule.ts";
import { isObject } from "./shape.ts";

/**
 * How many mistakes of one list are looked for; the rest would only cost memory: a hostile delivery of a megabyte has
 * hundreds of thousands.
 */
const mostErrors = 100;

/** What was found, and where the search is: a pointer is written out only for a mistake. */
interface Search {
  readonly errors: JudgeError[];
  readonly path: (string | number)[];
}

/** Finds what is wrong with a value that a check has refused. */
export function findErrors(rule: Rule, value: unknown): JudgeError[] {
  const search: Search = { errors: [], path: [] };
  find(rule, value, search);
  return search.errors;
}

function find(rule: Rule, value: unknown, search: Search): void {
  if (rule.otherwise) {
    find(listedMember(rule, value) ?? rule.otherwise, value, search);
    return;
  }
  const { type } = rule;
  if (type !== undefined && !isOneOf(type, value)) add(search, "type", { type });
  else if (Array.isArray(value)) findInItems(rule, value, search);
  else if (isObject(value)) findInProperties(rule, value, search);
  else if (rule.const !== undefined && value !== rule.const)
    add(search, "const", { allowedValue: rule.const });
  else if (rule.enum && !rule.enum.includes(value as string))
    add(search, "enum", { allowedValues: rule.enum });
}

function add({ errors, path }: Search, keyword: string, params: JudgeError["params"]): void {
  errors.push({ instancePath: pointerOf(path), keyword, params });
}

function findInItems({ items, maxItems: limit }: Rule, value: unknown[], search: Search): void {
  if (limit !== undefined && value.length > limit) add(search, "maxItems", { limit });
  const most = search.errors.length + mostErrors;
  for (let i = 0; items && i < value.length && search.errors.length < most; i++) {
    within(i, items, value[i], search);
  }
}

/**
 * By `Reflect.get`, not `value[key]`: code that the engine had compiled for the names of one rule was thrown away at the
 * next one, again and again, and cost four times as much.
 */
function findInProperties(
  { required, properties }: Rule,
  value: Record<string, unknown>,
  search: Search,
): void {
  for (const missingProperty of required ?? []) {
    if (Reflect.get(value, missingProperty) === undefined) add(search, "required", { missingProperty });
  }
  for (const [key, property] of Object.entries(properties ?? {})) {
    const inner = Reflect.get(value, key);
    if (inner !== undefined) within(key, property, inner, search);
  }
}

function within(key: string | number, rule: Rule, value: unknown, search: Search): void {
  search.path.push(key);
  find(rule, value, search);
  search.path.pop();
}

function isOneOf(type: string | readonly string[], value: unknown): boolean {
  return typeof type === "string" ? isOf(type, value) : type.some((one) => isOf(one, value));
}

function isOf(type: string, value: unknown): boolean {
  switch (type) {
    case "object":
      return isObject(value);
    case "array":
      return Array.isArray(value);
    case "null":
      return value === null;
    case "number":
      return Number.isFinite(value);
    case "integer":
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}
