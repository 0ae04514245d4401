/** How builders complete a value of a schema; made from the spec. */
export type Blueprint = ObjectBlueprint | UnionBlueprint;

/** An object, by its properties in the order of the spec. */
export interface ObjectBlueprint {
  properties: Record<string, Part>;
}

/** A union, whose members are told apart by the value of one property. */
export interface UnionBlueprint {
  tag: string;
  /** The members' schema names, by the value of the tag. */
  members: Record<string, string>;
}

/** A property. One that may only be null has nothing here but its name. */
export interface Part {
  required?: boolean;
  /** The only value that it may have. */
  constant?: string;
  /** The spec's example. */
  example?: unknown;
  /** Name of the schema of the value, or of each item of it. */
  schema?: string;
  /** Whether the value is a list of what `schema` says. */
  list?: boolean;
}
