import { refName, type Schema, type Schemas } from "@proto-webhooks/scripts/generator";

/** The names of the schemas that a value of the schema `root` can hold, `root` included; unrecognized members are not. */
export function reachable(schemas: Schemas, root: string): string[] {
  const found = new Set<string>();
  const visit = (schema: Schema | undefined): void => {
    if (!schema) return;
    if (schema.$ref && !found.has(refName(schema.$ref))) {
      found.add(refName(schema.$ref));
      visit(schemas[refName(schema.$ref)]);
    }
    for (const part of [...Object.values(schema.properties ?? {}), ...(schema.oneOf ?? [])]) visit(part);
    visit(schema.items);
  };
  visit({ $ref: root });
  return Object.keys(schemas).filter((name) => found.has(name));
}
