import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type NormalizedProblem, Source } from "@redocly/openapi-core";
import { isNode, LineCounter, parse, parseDocument } from "yaml";

type Place = NormalizedProblem["location"][0];

/**
 * Where a mistake is inside an example's own file; undefined when the place is in no such file. Redocly judges a payload
 * as if it stood where it is listed.
 */
export function placeInExample({
  source,
  pointer = "",
}: Place): { source: Source; line: number; column: number } | undefined {
  const path = pointer.replace(/^#\//, "").split("/").map(unescapeName);
  const value = path.lastIndexOf("value");
  const file = value < 0 ? undefined : fileOf(source, path.slice(0, value));
  if (file === undefined) return undefined;
  const example = new Source(file, readFileSync(file, "utf8"));
  const lines = new LineCounter();
  const document = parseDocument(example.body, { lineCounter: lines });
  // Down to the innermost that is there: what is missing has no place.
  for (let inside = path.slice(value + 1); ; inside = inside.slice(0, -1)) {
    const node = inside.length === 0 ? document.contents : document.getIn(inside, true);
    if (isNode(node) && node.range) {
      const { line, col } = lines.linePos(node.range[0]);
      return { source: example, line, column: col };
    }
    if (inside.length === 0) return undefined;
  }
}

/** The file that an example at this place of a YAML file names. */
function fileOf(source: Source, path: string[]): string | undefined {
  let here: unknown = parse(source.body);
  for (const name of path) {
    here = typeof here === "object" && here !== null ? (here as Record<string, unknown>)[name] : undefined;
  }
  const name = (here as { externalValue?: unknown } | undefined)?.externalValue;
  if (typeof name !== "string") return undefined;
  const file = join(dirname(source.absoluteRef), name);
  return existsSync(file) ? file : undefined;
}

function unescapeName(name: string): string {
  return name.replaceAll("~1", "/").replaceAll("~0", "~");
}
