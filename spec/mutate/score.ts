import type { Fate } from "./fates.ts";

/** A mutant that nothing told from the spec. */
export interface Survivor {
  id: string;
  kind: string;
  /** Below `spec/`. */
  file: string;
  /** From 1. */
  line: number;
  /** Why nothing can; absent: nobody has said so. */
  reason?: string;
}

/** How much of the spec is tested. */
export interface Score {
  mutants: number;
  killed: number;
  /** From 0 to 100. */
  percent: number;
  /** By the kind of the change. */
  kinds: Record<string, { killed: number; mutants: number }>;
  /** Mutants by what killed them first. */
  killers: Record<string, number>;
  survivors: Survivor[];
  /** Mutants that are listed as survivors, and are killed or no longer there. */
  stale: string[];
}

/** The least that is good enough, in per cent. */
export const bound = 95;

/**
 * Counts.
 *
 * @param listed the reasons of survivors that are known.
 * @param whole whether these are all mutants: of one that is not there nothing can be said otherwise.
 */
export function scoreOf(fates: readonly Fate[], listed: ReadonlyMap<string, string>, whole: boolean): Score {
  const kinds: Score["kinds"] = {};
  const killers: Score["killers"] = {};
  for (const { mutant, killedBy } of fates) {
    const kind = kinds[mutant.kind] ?? { killed: 0, mutants: 0 };
    kinds[mutant.kind] = { killed: kind.killed + (killedBy ? 1 : 0), mutants: kind.mutants + 1 };
    if (killedBy === undefined) continue;
    const killer = killedBy.name.replace(/:.*/, "");
    killers[killer] = (killers[killer] ?? 0) + 1;
  }
  const survivors = fates.filter(({ killedBy }) => killedBy === undefined).map(({ mutant }) => mutant);
  const surviving = new Set(survivors.map(({ id }) => id));
  const there = new Set(fates.map(({ mutant }) => mutant.id));
  const killed = fates.length - survivors.length;
  return {
    mutants: fates.length,
    killed,
    percent: fates.length === 0 ? 0 : (killed / fates.length) * 100,
    kinds,
    killers,
    survivors: survivors.map(({ id, kind, file, line }) => {
      const reason = listed.get(id);
      return { id, kind, file, line, ...(reason !== undefined && { reason }) };
    }),
    stale: [...listed.keys()].filter((id) => !surviving.has(id) && (whole || there.has(id))),
  };
}

/** Whether enough is killed, each survivor has a reason, and each reason a survivor. Parts have no bound: a schema is small. */
export function isGood({ percent, survivors, stale }: Score, whole: boolean): boolean {
  const reasoned = survivors.every(({ reason }) => reason !== undefined);
  return (!whole || percent >= bound) && reasoned && stale.length === 0;
}
