/** What is wrong with a value, and where; whoever knows what was read makes a `FormatError` of it. */
export class WrongValue extends Error {
  readonly path: string;

  constructor(path: string, problem: string) {
    super(problem);
    this.path = path;
  }
}

/** Judges the value at a path. @throws {WrongValue} */
export type Check = (value: unknown, path: string) => void;

const wrong = (path: string, expected: string, value: unknown) =>
  new WrongValue(path, `expected ${expected}, found ${kindOf(value)}.`);

/** A number in a range. The number itself is not secret, and helps to find it. */
export const numberFrom =
  (low: number, high: number): Check =>
  (value, path) => {
    if (typeof value === "number" && value >= low && value <= high) return;
    throw wrong(path, `a number from ${low} to ${high}`, value);
  };

export const wholeFrom =
  (low: number, high: number): Check =>
  (value, path) => {
    if (Number.isInteger(value) && (value as number) >= low && (value as number) <= high) return;
    throw wrong(path, `a whole number from ${low} to ${high}`, value);
  };

export const oneOf =
  (...names: readonly string[]): Check =>
  (value, path) => {
    if (names.includes(value as string)) return;
    const expected = `expected one of ${names.map((name) => JSON.stringify(name)).join(", ")}`;
    throw new WrongValue(
      path,
      `${expected}, found ${typeof value === "string" ? "another" : kindOf(value)}.`,
    );
  };

export const boolean: Check = (value, path) => {
  if (typeof value !== "boolean") throw wrong(path, "true or false", value);
};

export const string: Check = (value, path) => {
  if (typeof value !== "string") throw wrong(path, "a string", value);
};

export const listOf =
  (item: Check): Check =>
  (value, path) => {
    if (!Array.isArray(value)) throw wrong(path, "an array", value);
    for (const [index, one] of value.entries()) item(one, `${path}/${index}`);
  };

/** An object with these properties and no others. Which of them must be there is the caller's business. */
export function objectOf(properties: Readonly<Record<string, Check>>, ...required: readonly string[]): Check {
  return (value, path) => {
    if (!isObject(value)) throw wrong(path, "an object", value);
    for (const [key, one] of Object.entries(value)) {
      const check = Object.hasOwn(properties, key) ? properties[key] : undefined;
      const place = `${path}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
      if (!check) throw new WrongValue(place, `there is no such property; there are ${nameAll(properties)}.`);
      if (one !== undefined) check(one, place);
    }
    for (const key of required) {
      if (value[key] === undefined) throw new WrongValue(`${path}/${key}`, "is missing.");
    }
  };
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function nameAll(properties: object): string {
  return Object.keys(properties).join(", ");
}

/** Numbers are told, texts are not. */
function kindOf(value: unknown): string {
  if (typeof value === "number" || value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "an array";
  return `${typeof value === "object" ? "an" : "a"} ${typeof value}`;
}
