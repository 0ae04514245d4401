/** An own property of a value that may be anything; nothing inherited, so `__proto__` and the like are harmless. */
export function property(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}
