/** An object: the schema of each property or of its items, or null where it has none of its own. */
export interface ObjectShape {
  properties: Record<string, string | null>;
}

/** A union: the schema of each listed member, by the value of the tag. */
export interface UnionShape {
  tag: string;
  members: Record<string, string>;
}

/** How the schemas hang together, by name. */
export type Shapes = Record<string, ObjectShape | UnionShape>;

/** The schema of the member that a value of a union is, undefined when it is an unrecognized one. */
export function memberOf(union: UnionShape, value: unknown): string | undefined {
  const tag = isObject(value) ? value[union.tag] : undefined;
  return typeof tag === "string" && Object.hasOwn(union.members, tag) ? union.members[tag] : undefined;
}

/** The schema of a property, undefined when none is known. */
export function propertyOf(object: ObjectShape, key: string): string | undefined {
  return Object.hasOwn(object.properties, key) ? (object.properties[key] ?? undefined) : undefined;
}

/** Whether a value is an object with keys, and no array. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
