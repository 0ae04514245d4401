import { refName, resolve, type Schema, type Spec } from "./spec.ts";

/** A value that stands somewhere in an example of the spec. */
export interface Example {
  /** What the example as a whole is about. */
  summary: string;
  value: unknown;
}

/** Keeps the page readable: ten cards of one example say no more about a button than three do. */
const perExample = 3;

/**
 * The values of each schema that stand in the examples of requests and answers, each once, by schema name.
 * For a value of an enum, it is the object that has it, by `MediaType/image`.
 *
 * The schemas lead the way, so that the text of a button is not taken for the text of a message.
 */
export function collectExamples(spec: Spec): Map<string, Example[]> {
  const found = new Map<string, Example[]>();
  for (const { schema, examples } of bodies([spec.webhooks, spec.paths])) {
    for (const [key, { summary = key, value }] of Object.entries(examples)) {
      const counts = new Map<string, number>();
      visit(spec, schema, value, undefined, (name, part) => {
        const known = found.get(name) ?? [];
        const count = counts.get(name) ?? 0;
        if (count >= perExample || known.some((other) => same(other.value, part))) return;
        counts.set(name, count + 1);
        found.set(name, [...known, { summary, value: part }]);
      });
    }
  }
  return found;
}

type Found = (name: string, value: unknown) => void;

function visit(spec: Spec, schema: Schema, value: unknown, holder: unknown, found: Found): void {
  const target = resolve(spec, schema);
  if (target.discriminator) {
    const type = (value as Record<string, unknown> | null)?.[target.discriminator.propertyName];
    const branch = target.discriminator.mapping?.[String(type)];
    const next = branch === undefined ? target["x-unrecognized"] : { $ref: branch };
    if (next) visit(spec, next, value, holder, found);
    return;
  }
  const name = refName(schema);
  if (name !== undefined) found(target.enum ? `${name}/${value}` : name, target.enum ? holder : value);
  if (Array.isArray(value)) {
    for (const item of value) visit(spec, target.items ?? {}, item, value, found);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, property] of Object.entries(target.properties ?? {})) {
      if (key in value) visit(spec, property, value[key as never], value, found);
    }
  }
}

interface Body {
  schema: Schema;
  examples: Record<string, { summary?: string; value?: unknown }>;
}

/** Every request or answer body below a node of the spec that has examples. */
function bodies(node: unknown): Body[] {
  if (typeof node !== "object" || node === null) return [];
  if ("schema" in node && "examples" in node) return [node as Body];
  return Object.values(node).flatMap(bodies);
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
