import { styleText } from "node:util";
import type { Problem } from "./problem.ts";

/** How many are shown: who mends these sees whether there are others. */
const most = 10;

/** What a person reads: where, the line itself, what is wrong with it, and what to do. Colours where the terminal has them. */
export function showProblems(problems: Problem[], folder: string): string {
  const shown = problems.slice(0, most).map((problem) => show(problem, folder));
  const left = problems.length - shown.length;
  const count = problems.length === 1 ? "a mistake" : `${problems.length} mistakes`;
  const more = left > 0 ? [`… and ${left} more.`] : [];
  return [...shown, ...more, `The spec has ${count}. Nothing was generated.`].join("\n\n");
}

function show({ file, line, column, rule, message, remedy, source }: Problem, folder: string): string {
  const place = styleText("bold", `${folder}/${file}:${line}:${column}`);
  const code = source === "" ? [] : [styleText("dim", `${String(line).padStart(6)} │ ${source}`)];
  return [
    `${place}  ${styleText("dim", rule)}`,
    ...code,
    `  ${styleText("red", "✗")} ${message}`,
    `  ${styleText("green", "→")} ${remedy}`,
  ].join("\n");
}
