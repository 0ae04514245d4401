import type { Oas3Rule, UserContext } from "@redocly/openapi-core";
import { at, type Schema, typesOf } from "./place.ts";

/** The keywords that types, validators, builders and arbitraries are made by, and to which types of values each belongs. */
export const judged: Record<string, string[]> = {
  type: [],
  const: [],
  enum: [],
  $ref: [],
  format: ["string"],
  maxItems: ["array"],
  items: ["array"],
  required: ["object"],
  properties: ["object"],
  additionalProperties: ["object"],
};

/** Keywords of a union. */
export const ofUnions: string[] = ["oneOf", "discriminator"];

/** Keywords that only say something about a value. */
export const told: string[] = ["title", "description", "examples", "x-provenance", "x-unrecognized"];

/** The formats that values can be made of. */
export const formats: string[] = ["uri"];

const known = new Set([...Object.keys(judged), ...ofUnions, ...told]);

/** Nothing stands in the spec that a generator would pass over. */
export const understood: Oas3Rule = () => ({
  ref(node, ctx) {
    // In OpenAPI 3.1 it is allowed; it would make another type of the one that is referred to.
    for (const keyword of Object.keys(node).filter((key) => key !== "$ref")) {
      ctx.report({
        message: `\`${keyword}\` stands beside a $ref.\nSay it in the file that the reference leads to, or leave it out.`,
        ...at(ctx, [keyword], "key"),
      });
    }
  },
  Schema(node, ctx) {
    const schema = node as Schema;
    if (!ctx.location.source.absoluteRef.includes("/schemas/") || schema.$ref) return;
    for (const keyword of Object.keys(schema)) checkKeyword(keyword, schema, ctx);
    if (schema.format !== undefined && !formats.includes(schema.format)) {
      ctx.report({
        message: `The format ${schema.format} is one that no value is made of.\nTake one of ${formats.join(", ")}, leave it out, or teach rules/understood.ts, packages/mock-sender/src/shape.ts and packages/validators/generate/compile.ts.`,
        ...at(ctx, ["format"]),
      });
    }
    if (schema.additionalProperties === false) {
      ctx.report({
        message:
          "An object is closed here. A receiver lets properties pass that are not listed.\nLeave `additionalProperties` out; mocks and fixtures are held to what is listed anyway.",
        ...at(ctx, ["additionalProperties"], "key"),
      });
    }
  },
});

function checkKeyword(keyword: string, schema: Schema, ctx: UserContext): void {
  const belongsTo = judged[keyword] ?? [];
  if (!known.has(keyword)) {
    ctx.report({
      message: `\`${keyword}\` is no keyword that the generators know.\nMend its spelling, or leave it out. To have it mean something, teach rules/understood.ts, packages/mock-sender/generate/shapes.ts and what reads it, and checks.ts and rules.ts in packages/validators/generate.`,
      ...at(ctx, [keyword], "key"),
    });
  } else if (belongsTo.length > 0 && !belongsTo.some((type) => typesOf(schema).includes(type))) {
    ctx.report({
      message: `\`${keyword}\` says something of ${belongsTo.join(" or ")} only, and the type is ${typesOf(schema).join(" or ") || "missing"}.\nSay \`type: ${belongsTo[0]}\`, or leave the keyword out.`,
      ...at(ctx, [keyword], "key"),
    });
  }
}
