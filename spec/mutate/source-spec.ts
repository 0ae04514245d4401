import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import type { MutableSchema, MutableSpec, OpenApi, Parameter } from "./mutable-spec.ts";

/** Finds the line of a key; of the innermost that is there, when it is not. */
export type LineOf = (keys: readonly (string | number)[]) => number;

/** The spec as it stands in its files: what is mutated, and where each part of it is written. */
export interface SourceSpec {
  spec: MutableSpec;
  /** The line finder of a file, by its path below the folder. */
  lines: Record<string, LineOf>;
}

/**
 * Reads the schemas and the operations from their own files, not from the bundle: an edit is judged without generating.
 *
 * @param folder where `openapi.yaml` is.
 */
export function readSourceSpec(folder: string): SourceSpec {
  const lines: Record<string, LineOf> = {};
  const read = (path: string): unknown => {
    const { value, lineOf } = parseWithLines(readFileSync(join(folder, path), "utf8"));
    lines[path] = lineOf;
    return value;
  };
  const document = asComponents(read("openapi.yaml")) as OpenApi;
  const folderOf = <T>(name: string): Record<string, T> => {
    const files = readdirSync(join(folder, name)).filter((file) => file.endsWith(".yaml"));
    const parts = files
      .sort()
      .map((file) => [file.replace(/\.yaml$/, ""), asComponents(read(`${name}/${file}`)) as T]);
    return Object.fromEntries(parts);
  };
  const schemas = folderOf<MutableSchema>("schemas");
  return { spec: { document, schemas, parameters: folderOf<Parameter>("parameters") }, lines };
}

function parseWithLines(text: string): { value: unknown; lineOf: LineOf } {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
  const starts = new Map<string, number>();
  const visit = (node: unknown, keys: (string | number)[]): void => {
    for (const [index, item] of Object(node).items?.entries() ?? []) {
      // A pair of a map stands where its key does, an item of a list where it begins.
      const at = item.key ?? item;
      const inside = [...keys, item.key ? String(item.key.value) : index];
      starts.set(JSON.stringify(inside), lineCounter.linePos(at.range[0]).line);
      visit(item.key ? item.value : item, inside);
    }
  };
  visit(document.contents, []);
  const lineOf: LineOf = (keys) =>
    keys.length === 0 ? 1 : (starts.get(JSON.stringify(keys)) ?? lineOf(keys.slice(0, -1)));
  return { value: document.toJS(), lineOf };
}

/** `Chat.yaml` as the bundle has it, `#/components/schemas/Chat`; of another folder, by the name of that. */
function asComponents(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, text) =>
    typeof text === "string" && /^(\w+\/)?\w+\.yaml$/.test(text)
      ? `#/components/${text.includes("/") ? "" : "schemas/"}${text.replace(/\.yaml$/, "")}`
      : text,
  );
}
