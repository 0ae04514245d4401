import { refName, resolve, type Schema, type Spec } from "./spec.ts";

/**
 * The named schemas in the order in which a reader meets them: first what the webhooks deliver, from the outside in,
 * then what the paths use, then what nothing uses.
 */
export function readingOrder(spec: Spec): Map<string, Schema> {
  const order = new Map<string, Schema>();
  for (const start of [spec.webhooks, spec.paths, spec.components.schemas]) {
    const queue = refsBelow(start);
    for (const name of queue) {
      if (order.has(name)) continue;
      const schema = resolve(spec, { $ref: `#/components/schemas/${name}` });
      order.set(name, schema);
      queue.push(...refsBelow(schema));
    }
  }
  for (const [name, schema] of Object.entries(spec.components.schemas)) {
    if (!order.has(name)) order.set(name, schema);
  }
  return order;
}

function refsBelow(node: unknown): string[] {
  if (typeof node !== "object" || node === null) return [];
  const name = refName(node);
  return name === undefined ? Object.values(node).flatMap(refsBelow) : [name];
}
