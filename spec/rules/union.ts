import type { Oas3Rule, UserContext } from "@redocly/openapi-core";
import { at, nameOf, type Schema, schemaName } from "./place.ts";

/** What all unions are told apart by. */
const tag = "type";

/** A union tells its members apart by the constant of one property, and lists them once in each of two places. */
export const union: Oas3Rule = () => ({
  Schema(node, ctx) {
    const schema = node as Schema;
    if (!schema.oneOf) return;
    const name = schemaName(ctx) ?? "this union";
    if (schemaName(ctx) === undefined) {
      ctx.report({
        message:
          "A union without a name.\nMove the oneOf into a file of its own in schemas/, and refer to it.",
        ...at(ctx, ["oneOf"], "key"),
      });
    }
    const mapping = schema.discriminator?.mapping;
    if (schema.discriminator?.propertyName !== tag || typeof mapping !== "object" || mapping === null) {
      ctx.report({
        message: `The union ${name} does not say how its members are told apart.\nAdd \`discriminator\` with \`propertyName: ${tag}\` and a \`mapping\` from each type to its file.`,
        ...at(ctx, ["oneOf"], "key"),
      });
      return;
    }
    checkLists(schema.oneOf, mapping, ctx);
    for (const [type, file] of Object.entries(mapping)) checkMember(type, file, ctx);
    const unrecognized = schema["x-unrecognized"];
    if (unrecognized && !unrecognized.$ref) {
      ctx.report({
        message:
          "What an unrecognized member must have is no reference.\nPut it into a file of its own in schemas/.",
        ...at(ctx, ["x-unrecognized"], "key"),
      });
    }
  },
});

function checkLists(oneOf: Schema[], mapping: Record<string, string>, ctx: UserContext): void {
  const listed = oneOf.map(({ $ref }) => $ref);
  const mapped = Object.entries(mapping);
  for (const [i, $ref] of listed.entries()) {
    if ($ref === undefined) {
      ctx.report({
        message:
          "A member of a union stands in place.\nMove it into a file of its own in schemas/, and refer to it.",
        ...at(ctx, ["oneOf", i]),
      });
    } else if (!mapped.some(([, file]) => nameOf(file) === nameOf($ref))) {
      ctx.report({
        message: `${nameOf($ref)} stands in oneOf, and not in discriminator.mapping.\nMap its type to it there, or take it out here.`,
        ...at(ctx, ["oneOf", i]),
      });
    } else if (listed.indexOf($ref) < i) {
      ctx.report({
        message: `${nameOf($ref)} stands in oneOf twice.\nTake one of the two out.`,
        ...at(ctx, ["oneOf", i]),
      });
    }
  }
  for (const [type, file] of mapped) {
    if (listed.some(($ref) => nameOf($ref) === nameOf(file))) continue;
    ctx.report({
      message: `${nameOf(file)} stands in discriminator.mapping, and not in oneOf.\nList it there, or take it out here.`,
      ...at(ctx, ["discriminator", "mapping", type], "key"),
    });
  }
}

function checkMember(type: string, file: string, ctx: UserContext): void {
  const { node, location } = ctx.resolve<Schema>({ $ref: file });
  // A file that is not there is told of by another rule.
  if (!node || !location) return;
  const constant = node.properties?.[tag]?.const;
  if (constant !== type) {
    const says = constant === undefined ? "has no constant" : `is ${JSON.stringify(constant)}`;
    ctx.report({
      message: `${type} leads to ${nameOf(file)}, whose \`${tag}\` ${says}.\nWrite \`const: ${type}\` there, or map the type to another file.`,
      ...at(ctx, ["discriminator", "mapping", type], "key"),
    });
  }
  if (!node.required?.includes(tag)) {
    const { source, pointer } = node.required ? location.child("required") : location;
    ctx.report({
      message: `${nameOf(file)} is a member of a union, and its \`${tag}\` is not required.\nAdd \`${tag}\` to its \`required\`.`,
      location: { source, pointer },
    });
  }
}
