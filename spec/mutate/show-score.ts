import { styleText } from "node:util";
import { remedyFor } from "./remedies.ts";
import { bound, type Score, type Survivor } from "./score.ts";

/** Where the words that killed mutants stand, by how their names begin. */
const places: Record<string, string> = {
  example: "examples/",
  invalid: "cases/invalid-deliveries.json",
  tolerated: "cases/tolerated-deliveries.json",
  body: "cases/bodies.json",
  http: "cases/http.json",
  type: "cases/types.json",
  operation: "test/support/operation-rows.ts",
};

/**
 * What a person reads: the score, what was killed by kind and by what, and each survivor with its place and what to do.
 *
 * @param whole whether these are all mutants.
 */
export function showScore(score: Score, whole: boolean): string {
  const { mutants, killed, percent, kinds, killers, survivors, stale } = score;
  const known = survivors.filter(({ reason }) => reason !== undefined);
  const open = survivors.filter(({ reason }) => reason === undefined);
  const least = whole ? `, at least ${bound} %` : "";
  return [
    `${killed} of ${mutants} mutants of the spec are killed: ${percent.toFixed(1)} %${least}.`,
    "",
    "Killed, by what was changed:",
    ...Object.entries(kinds).map(
      ([kind, count]) => `  ${kind.padEnd(32)} ${count.killed} of ${count.mutants}`,
    ),
    "",
    "Killed first by:",
    ...Object.entries(killers).map(
      ([killer, count]) => `  ${(places[killer] ?? killer).padEnd(32)} ${count}`,
    ),
    ...section("Survivors, with the reason why nothing can kill them:", known.map(showKnown)),
    ...section(styleText("red", "Survivors: nothing tells them from the spec."), open.map(showOpen)),
    ...section(
      styleText(
        "red",
        "Listed as survivors, and killed or no longer there. Take them out of spec/mutate/survivors.ts:",
      ),
      stale.map((id) => `  ${id}`),
    ),
  ].join("\n");
}

function section(title: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : ["", title, ...lines];
}

function showKnown(survivor: Survivor): string {
  return `${place(survivor)}\n    ${styleText("dim", survivor.reason ?? "")}`;
}

function showOpen(survivor: Survivor): string {
  return `${place(survivor)}\n    ${styleText("green", "→")} Write ${remedyFor(survivor.kind)}.`;
}

function place({ file, line, id }: Survivor): string {
  return `  ${styleText("bold", `spec/${file}:${line}`)}  ${id}`;
}
