import type { Tables } from "../generate/rows.ts";
import type { Expectation } from "./expectation.ts";
import { type JudgedSpec, specJudge } from "./judged-spec.ts";
import type { Mutant } from "./mutant.ts";
import { vectorExpectations } from "./table-expectations.ts";

/** What became of a mutant. */
export interface Fate {
  mutant: Mutant;
  /** The first that is not true of it; absent: nothing tells it from the spec. */
  killedBy?: Expectation;
}

/** What is held against each mutant. */
export interface Judgement {
  original: Mutant["spec"];
  /** What is true whatever the mutant is. */
  expectations: readonly Expectation[];
  /** The examples and the cases about deliveries. */
  tables: Tables;
}

/**
 * Holds all that examples, cases and tests say against each mutant. Of a mutant one schema is compiled, and only what asks for
 * that schema is held against it.
 *
 * @throws when something is not even true of the spec itself.
 */
export function fatesOf(mutants: readonly Mutant[], { original, expectations, tables }: Judgement): Fate[] {
  const { judged, asked } = specJudge(original);
  const spec = judged(original);
  const all = [...vectorExpectations(original, tables), ...expectations];
  const asking = new Map<string, Expectation[]>();
  for (const expectation of all) {
    const parts = asked(() => {
      if (!expectation.holds(spec)) {
        throw new Error(
          `What \`${expectation.name}\` says is not true of the spec itself. See \`pnpm test\` first.`,
        );
      }
    });
    for (const part of [...parts, ...(expectation.about ?? [])]) {
      asking.set(part, [...(asking.get(part) ?? []), expectation]);
    }
  }
  return mutants.map((mutant) => {
    // Which events are listed is said by the spec alone: who changes it changes what the examples are.
    const held =
      mutant.part === "Event"
        ? [...vectorExpectations(mutant.spec, tables), ...expectations]
        : (asking.get(mutant.part) ?? []);
    return fateOf(mutant, judged(mutant.spec), held);
  });
}

function fateOf(mutant: Mutant, spec: JudgedSpec, expectations: readonly Expectation[]): Fate {
  try {
    const killer = expectations.find((expectation) => !expectation.holds(spec));
    return { mutant, ...(killer && { killedBy: killer }) };
  } catch (cause) {
    // No mutant may be killed by being nonsense: that would count as something that is tested.
    throw new Error(`The mutant \`${mutant.id}\` cannot be judged. Mend its operator.`, { cause });
  }
}
