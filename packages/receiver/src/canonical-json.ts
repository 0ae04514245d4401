/**
 * JSON in the one spelling that all spellings of a value share: no spaces, the keys of each object in order. What a sender
 * changes when it writes an event again does not change it. The value must come from `JSON.parse`.
 *
 * @throws RangeError when the value does not say all that its text said, as a number was rounded; or when it is nested deeper
 * than the stack is.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === "number" && Math.abs(value) > Number.MAX_SAFE_INTEGER) {
    throw new RangeError("The number may be another than that of the text.");
  }
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  let text = "";
  if (Array.isArray(value)) {
    for (const item of value) text += `${text && ","}${canonicalJson(item)}`;
    return `[${text}]`;
  }
  for (const key of Object.keys(value).sort()) {
    const item = canonicalJson((value as Record<string, unknown>)[key]);
    text += `${text && ","}${JSON.stringify(key)}:${item}`;
  }
  return `{${text}}`;
}
