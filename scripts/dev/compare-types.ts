import { styleText } from "node:util";
import { compareLines } from "./compare-lines.ts";

/**
 * What changed between two versions of the generated types, for a person: each declaration that was added or removed, and
 * of one that changed the lines that did, its comments included.
 *
 * @returns several lines, or `""` when nothing changed.
 */
export function compareTypes(before: string, after: string): string {
  const old = declarations(before);
  const now = declarations(after);
  const names = [...new Set([...old.keys(), ...now.keys()])].sort();
  return names
    .flatMap((name) => {
      const [from, to] = [old.get(name), now.get(name)];
      if (from === to) return [];
      const [mark, what] =
        from === undefined ? ["+", "added"] : to === undefined ? ["-", "removed"] : ["~", "changed"];
      const lines = to === undefined ? [] : compareLines(from ?? "", to);
      return [
        styleText("bold", `  ${mark} ${name} ${what}`),
        ...lines.map(({ mark, line }) => show(mark, line)),
      ];
    })
    .join("\n");
}

function show(mark: "+" | "-", line: string): string {
  return styleText(mark === "+" ? "green" : "red", `      ${mark} ${line}`);
}

/** Each exported declaration with its comment, by its name. */
function declarations(source: string): Map<string, string> {
  const found = new Map<string, string>();
  let lines: string[] = [];
  let name: string | undefined;
  let depth = 0;
  for (const line of source.split("\n")) {
    if (name === undefined && line === "/**") lines = [];
    lines.push(line);
    const starts = name === undefined ? /^export (?:type|interface) (\w+)/.exec(line)?.[1] : undefined;
    if (starts !== undefined) {
      name = starts;
      if (!lines[0]?.startsWith("/**")) lines = [line];
    }
    if (name === undefined) continue;
    depth += (line.match(/\{/g)?.length ?? 0) - (line.match(/\}/g)?.length ?? 0);
    if (depth > 0 || !/[;}]$/.test(line)) continue;
    found.set(name, lines.join("\n"));
    lines = [];
    name = undefined;
  }
  return found;
}
