import type { Judge } from "./contender.ts";
import type { Judged } from "./corpus.ts";

/** Which of the deliveries a contender judges wrongly, in words; those that the mode leaves open are not asked. */
export function wrongVerdicts(
  judge: Judge,
  mode: "tolerant" | "strict",
  corpus: readonly Judged[],
): string[] {
  return corpus
    .filter((row) => row[mode] !== undefined && judge(row.payload) !== row[mode])
    .map((row) => `${row[mode] ? "rejects" : "accepts"} "${row.name}"`);
}
