import type { Oas3Rule } from "@redocly/openapi-core";
import { at, type Schema } from "./place.ts";

/** What must be there has an example, which the builders take when they are given nothing. */
export const exemplified: Oas3Rule = () => ({
  Schema(node, ctx) {
    const { properties, required } = node as Schema;
    if (typeof properties !== "object" || properties === null || !Array.isArray(required)) return;
    for (const key of required) {
      const property = properties[key];
      if (property === undefined || hasValue(property)) continue;
      const item = property.items?.$ref ?? property.$ref;
      const target = item === undefined ? undefined : ctx.resolve<Schema>({ $ref: item }).node;
      if (target?.properties || target?.oneOf || (target && hasValue(target))) continue;
      // What a reference without a target lacks is told by another rule.
      if (item !== undefined && target === undefined) continue;
      ctx.report({
        message: `${key} is required and has no example.\nAdd \`examples\` with a value that a mock may send: the builders take the first.`,
        ...at(ctx, ["properties", key], "key"),
      });
    }
  },
});

function hasValue({ const: constant, examples }: Schema): boolean {
  return constant !== undefined || (Array.isArray(examples) && examples.length > 0);
}
