import { type JudgedSchema, refName } from "@proto-webhooks/scripts/generator";

/** What a tolerant schema is judged by, outside of unions. `additionalProperties` says only that they pass. */
const judged = new Set([
  "$ref",
  "type",
  "const",
  "enum",
  "required",
  "properties",
  "items",
  "maxItems",
  "additionalProperties",
]);

/** @throws for a keyword that checks would pass over. */
export function refuseUnknown(at: string, schema: JudgedSchema): void {
  const unknown = Object.keys(schema).find((key) => !judged.has(key));
  if (unknown !== undefined) throw new Error(`${at}: unknown keyword: "${unknown}"`);
  if (schema.additionalProperties === false) throw new Error(`${at}: a tolerant object cannot be closed`);
}

/** A union as it is judged: who decides, by the value of the tag. */
export interface JudgedUnion {
  tag: string;
  members: Record<string, string>;
  /** Decides when the tag is not listed. */
  otherwise: JudgedSchema;
}

/** Reads a union back from the schema that judges it. */
export function unionIn(name: string, schemas: Record<string, JudgedSchema>): JudgedUnion | undefined {
  const { then, else: otherwise } = schemas[name] ?? {};
  const tag = then?.discriminator?.propertyName;
  if (tag === undefined || otherwise === undefined) return undefined;
  const members = (then?.oneOf ?? []).map(({ $ref = "" }) => {
    const member = refName($ref);
    const value = schemas[member]?.properties?.[tag]?.const;
    if (value === undefined) throw new Error(`${name}: its member ${member} has no constant ${tag}`);
    return [value, member];
  });
  return { tag, members: Object.fromEntries(members), otherwise };
}
