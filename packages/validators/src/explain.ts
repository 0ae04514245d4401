import { type Issue, type IssueKind, issue, kindOf } from "./issue.ts";
import type { JudgeError } from "./judge.ts";

/** Guesses which listed name was meant, of those that would have been right. */
export type Suggest = (error: JudgeError, path: (string | number)[], value: unknown) => string | undefined;

/**
 * Turns the errors of a compiled schema into issues, one for each mistake: what a mistake causes further out, or a
 * second time in the same place, is left out, and so is what exceeds `most`.
 */
export function explain(
  errors: JudgeError[],
  root: unknown,
  { suggest, most = Number.POSITIVE_INFINITY }: { suggest?: Suggest | undefined; most?: number } = {},
): Issue[] {
  const issues = new Map<string, Issue>();
  for (const error of errors) {
    if (issues.size >= most) break;
    // Says only that the branch of a union did not fit; the branch has said why.
    if (error.keyword === "if") continue;
    const { path, value } = locate(error, root);
    const suggestion = suggest?.(error, path, root);
    const facts = {
      kind: kinds[error.keyword] ?? "wrong_value",
      path,
      ...(suggestion !== undefined && { suggestion }),
    };
    const found = issue({ ...facts, expected: expected(error), found: foundInstead(error, value) });
    if (!issues.has(found.pointer)) issues.set(found.pointer, found);
  }
  return [...issues.values()];
}

const kinds: Record<string, IssueKind> = {
  required: "missing_property",
  type: "wrong_type",
  enum: "wrong_value",
  const: "wrong_value",
  format: "wrong_format",
  maxItems: "too_many_items",
  additionalProperties: "unknown_property",
};

/** The path of an error as keys and indexes, and the value there. */
function locate(error: JudgeError, root: unknown): { path: (string | number)[]; value: unknown } {
  const keys = error.instancePath
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
  const property = error.params.missingProperty ?? error.params.additionalProperty;
  if (property !== undefined) keys.push(String(property));
  const path: (string | number)[] = [];
  let value = root;
  for (const key of keys) {
    path.push(Array.isArray(value) ? Number(key) : key);
    value = Object.hasOwn(Object(value), key) ? (value as Record<string, unknown>)[key] : undefined;
  }
  return { path, value };
}

function expected({ keyword, params }: JudgeError): string {
  switch (keyword) {
    case "required":
      return "a required property";
    case "type":
      return typeNames(params.type);
    case "enum":
      return oneOf(params.allowedValues as unknown[]);
    case "const":
      return JSON.stringify(params.allowedValue);
    case "format":
      return params.format === "uri" ? "a URI" : `the format ${params.format}`;
    case "maxItems":
      return `at most ${params.limit} items`;
    case "additionalProperties":
      return "no property of this name";
    default:
      return `what the keyword ${keyword} asks for`;
  }
}

function foundInstead({ keyword }: JudgeError, value: unknown): string {
  if (keyword === "maxItems") return String((value as unknown[]).length);
  const rightKind = keyword !== "type" && keyword !== "additionalProperties" && typeof value === "string";
  return rightKind ? "another string" : kindOf(value);
}

function typeNames(type: unknown): string {
  return [type].flat().map(typeName).join(" or ");
}

function typeName(type: unknown): string {
  if (type === "null") return "null";
  return type === "object" || type === "array" || type === "integer" ? `an ${type}` : `a ${type}`;
}

function oneOf(values: unknown[]): string {
  const names = values.map((value) => JSON.stringify(value));
  return names.length === 1 ? String(names[0]) : `one of ${names.join(", ")}`;
}
