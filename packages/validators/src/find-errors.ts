import type { JudgeError } from "./judge.ts";
import { listedMember, type Rule } from "./rule.ts";
import { isObject } from "./shape.ts";

/**
 * How many mistakes of one list are looked for; the rest would only cost memory: a hostile delivery of a megabyte has
 * hundreds of thousands.
 */
const mostErrors = 100;

/** Finds what is wrong with a value that a check has refused. It is not fast, and need not be. */
export function findErrors(rule: Rule, value: unknown): JudgeError[] {
  const errors: JudgeError[] = [];
  find(rule, value, "", errors);
  return errors;
}

function find(rule: Rule, value: unknown, instancePath: string, errors: JudgeError[]): void {
  const add = (keyword: string, params: JudgeError["params"]): void => {
    errors.push({ instancePath, keyword, params });
  };
  if (rule.otherwise) {
    find(listedMember(rule, value) ?? rule.otherwise, value, instancePath, errors);
    return;
  }
  const { type, required = [], properties = {}, items = {}, maxItems = Number.POSITIVE_INFINITY } = rule;
  if (type !== undefined && ![type].flat().some((one) => isOf(one, value))) {
    add("type", { type });
    return;
  }
  if (rule.const !== undefined && value !== rule.const) add("const", { allowedValue: rule.const });
  if (rule.enum && !rule.enum.includes(value as string)) add("enum", { allowedValues: rule.enum });
  if (Array.isArray(value)) {
    if (value.length > maxItems) add("maxItems", { limit: maxItems });
    const before = errors.length;
    for (let i = 0; i < value.length && errors.length - before < mostErrors; i++) {
      find(items, value[i], `${instancePath}/${i}`, errors);
    }
  }
  if (!isObject(value)) return;
  for (const key of required) if (value[key] === undefined) add("required", { missingProperty: key });
  for (const [key, property] of Object.entries(properties)) {
    if (value[key] !== undefined) find(property, value[key], `${instancePath}/${escaped(key)}`, errors);
  }
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

/** A key as it stands in a JSON pointer. */
function escaped(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}
