import { printable } from "../printable.ts";

/** What Node 22 has, and TypeScript's library does not list yet. */
interface SourceText {
  parse(
    text: string,
    revive: (key: string, value: unknown, context: { source?: string }) => unknown,
  ): unknown;
  rawJSON(text: string): unknown;
}

const { parse, rawJSON } = JSON as unknown as SourceText;

/**
 * A JSON text for a person, safe to show. Its numbers stay as they are written: as JavaScript's numbers, long ids would
 * become others.
 *
 * @param indent how many spaces each level has; without it, all is on one line.
 */
export function showJson(json: string, indent?: number): string {
  try {
    const value = parse(json, (_key, found, { source }) =>
      typeof found === "number" && source !== undefined ? rawJSON(source) : found,
    );
    return JSON.stringify(value, undefined, indent).split("\n").map(printable).join("\n");
  } catch (error) {
    // Nested too deep to be walked through, which takes a receiver's `maxDepth` of thousands.
    if (error instanceof RangeError) return printable(json);
    throw error;
  }
}
