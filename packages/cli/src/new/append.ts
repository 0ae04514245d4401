import type { SpecFiles } from "./open-spec.ts";

/** Puts rows to the end of a table. What stands in the file stays by the letter. */
export function append(spec: SpecFiles, file: string, rows: readonly object[]): void {
  const before = spec
    .text(file)
    .trimEnd()
    .replace(/\s*\]$/, "");
  const added = rows.map((row) => JSON.stringify(row, null, 2).replaceAll(/^/gm, "  "));
  spec.put(file, `${[before, ...added].join(",\n")}\n]\n`);
}
