/** The values that a schema allows; made from the spec. Everything random is made by it: values, arbitraries, near-misses. */
export type Shape = ReferenceShape | UnionShape | PlainShape;

/** What another schema allows. */
export interface ReferenceShape {
  /** The name of that schema. */
  ref: string;
}

/** One of several objects, which are told apart by the value of one property. */
export interface UnionShape {
  tag: string;
  /** The members' schema names, by the value of the tag. */
  members: Record<string, string>;
  /** The schema of what has another tag, which a receiver lets pass; absent when nothing has. */
  unrecognized?: string;
}

/** A value of some JSON types. */
export interface PlainShape {
  /** Absent when nothing is said of the type. */
  types?: JsonType[];
  /** The only values that it may have. */
  values?: string[];
  /** Whether a receiver lets other values pass. */
  open?: true;
  format?: Format;
  examples?: unknown[];
  /** How many items a list may have; absent when there is no limit. */
  maxItems?: number;
  /** What each item of a list is. */
  items?: Shape;
  /** What is said of an object, in the order of the spec; absent when nothing is. */
  properties?: Record<string, Shape>;
  /** Which of the properties must be there. */
  required?: string[];
  /** Whether an object may have other properties too, also one that fits the spec strictly. */
  more?: true;
}

/** The types of JSON Schema. */
export type JsonType = "null" | "boolean" | "integer" | "number" | "string" | "array" | "object";

/** The formats of strings that values can be made of. */
export const formats = ["uri"] as const;
/** A format of strings. */
export type Format = (typeof formats)[number];

/** The type that JSON Schema gives a value. */
export function jsonTypeOf(value: unknown): JsonType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value as JsonType;
}

/** Whether a value may only be null: so is a property that belongs to another member of a union. */
export function onlyNull({ types }: PlainShape): boolean {
  return types?.length === 1 && types[0] === "null";
}
