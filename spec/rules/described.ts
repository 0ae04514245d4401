import type { Oas3Rule, UserContext } from "@redocly/openapi-core";
import { at, type Schema } from "./place.ts";

const provenances = ["documented", "example", "inferred"];

interface Described {
  description?: unknown;
  "x-provenance"?: unknown;
}

/**
 * Each schema, property, operation, answer and parameter says what it is, and where we have that from.
 * What a list holds, and what is not listed, is described by what names it.
 */
export const described: Oas3Rule = () => ({
  Schema(schema, ctx) {
    const { location, key } = ctx;
    if ((schema as Schema).$ref || !location.source.absoluteRef.includes("/schemas/")) return;
    // At the top of a file it is a type of its own, wherever it is referred to.
    const top = location.pointer === "#/";
    if (top || (key !== "items" && key !== "x-unrecognized")) check(schema, ctx);
  },
  Operation: check,
  Parameter: check,
  Response: check,
});

function check(part: Described, ctx: UserContext): void {
  const what = nameFor(ctx);
  if (typeof part.description !== "string" || !/\w[\s\S]*\.\s*$/.test(part.description)) {
    const place = "description" in part ? at(ctx, ["description"]) : at(ctx, [], "key");
    const wrong = "description" in part ? "is no sentence" : "is missing";
    ctx.report({
      message: `The description of ${what} ${wrong}.\nSay in \`description\`, in a sentence of your own words, what it is.`,
      ...place,
    });
  }
  if (typeof part.description === "string" && part.description.includes("*/")) {
    ctx.report({
      message: `The description of ${what} holds */, which would end the comment that it becomes in code.\nSay it in other words.`,
      ...at(ctx, ["description"]),
    });
  }
  const provenance = part["x-provenance"];
  if (!provenances.includes(provenance as string)) {
    const place = "x-provenance" in part ? at(ctx, ["x-provenance"]) : at(ctx, [], "key");
    const wrong =
      "x-provenance" in part ? `${JSON.stringify(provenance)} is no provenance` : "x-provenance is missing";
    ctx.report({
      message: `${wrong} of ${what}.\nSay with \`x-provenance\` where we have it from: ${provenances.join(", ")}.`,
      ...place,
    });
  }
}

function nameFor({ key, location }: UserContext): string {
  const file = location.source.absoluteRef.replace(/^.*\/|\.yaml$/g, "");
  return location.pointer === "#/" ? file : String(key);
}
