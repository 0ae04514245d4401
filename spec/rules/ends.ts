import type { Oas3Rule, UserContext } from "@redocly/openapi-core";
import { at, type Schema, schemaName } from "./place.ts";

/** No value can hold one of its own kind: those that are made would have no end. */
export const ends: Oas3Rule = () => {
  const refs = new Map<string, { to: string; report: () => void }[]>();
  return {
    Schema: {
      enter(node, ctx) {
        const name = schemaName(ctx);
        if (name === undefined || refs.has(name)) return;
        refs.set(name, [...refsOf(node as Schema, ctx)]);
      },
    },
    Root: {
      leave() {
        const open = new Set<string>();
        const done = new Set<string>();
        const visit = (name: string): void => {
          open.add(name);
          for (const { to, report } of refs.get(name) ?? []) {
            if (open.has(to)) report();
            else if (!done.has(to)) visit(to);
          }
          open.delete(name);
          done.add(name);
        };
        for (const name of refs.keys()) if (!done.has(name)) visit(name);
      },
    },
  };
};

/** The references out of a schema, without those to what is unrecognized. */
function* refsOf(schema: Schema, ctx: UserContext, path: (string | number)[] = []): Generator<Edge> {
  if (typeof schema !== "object" || schema === null) return;
  const { $ref } = schema;
  if (typeof $ref === "string") {
    const to = $ref.replace(/^.*\/|\.yaml$/g, "");
    const message = `${to} can hold itself: through here, a value would have no end.\nTake the reference out; a format of webhooks has no such values.`;
    const place = at(ctx, path);
    yield { to, report: () => ctx.report({ message, ...place }) };
  }
  for (const [key, property] of Object.entries(schema.properties ?? {})) {
    yield* refsOf(property, ctx, [...path, "properties", key]);
  }
  for (const [i, member] of Object.entries(schema.oneOf ?? [])) {
    yield* refsOf(member, ctx, [...path, "oneOf", Number(i)]);
  }
  if (schema.items) yield* refsOf(schema.items, ctx, [...path, "items"]);
}

interface Edge {
  to: string;
  report: () => void;
}
