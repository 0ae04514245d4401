import { relative, sep } from "node:path";
import { getLineColLocation, type NormalizedProblem } from "@redocly/openapi-core";
import { placeInExample } from "./place-in-example.ts";
import type { Problem } from "./problem.ts";
import { remedyFor } from "./remedies.ts";

/** What Redocly reports, as far as it is told on. */
export type Found = Pick<NormalizedProblem, "ruleId" | "message" | "suggest" | "location">;

/** A problem as a person is told of it; undefined when another says the same better. */
export function describe({ ruleId, message, suggest, location }: Found, folder: string): Problem | undefined {
  // That a file cannot be read is told where it cannot: not again by each that refers to it.
  if (message.startsWith("Can't resolve $ref") && !/ENOENT|\$ref$/.test(message)) return undefined;
  const [what = "", remedy = remedyFor(ruleId, suggest)] = message.split("\n");
  const [place] = location;
  if (!place) throw new Error(`Redocly's rule ${ruleId} names no place: ${message}`);
  const { start } = getLineColLocation(place);
  const { source, line, column } = placeInExample(place) ?? {
    source: place.source,
    line: start.line,
    column: start.col,
  };
  return {
    file: relative(folder, source.absoluteRef).split(sep).join("/"),
    line,
    column,
    rule: ruleId,
    message: readable(what, folder),
    remedy,
    source: source.getLines()[line - 1]?.trimEnd() ?? "",
  };
}

/** Without what the place says already, and without the path of this machine. */
function readable(message: string, folder: string): string {
  return message
    .replace(/^Failed to parse: (.*) in "[^"]*" \(\d+:\d+\)/, "This is no YAML: $1.")
    .replace(/^Can't resolve \$ref: ENOENT: no such file or directory.* '([^']*)'/, "There is no file $1.")
    .replace(/^Can't resolve \$ref$/, "There is nothing where this leads to.")
    .replaceAll(`${folder}${sep}`, "");
}
