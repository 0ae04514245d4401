import type { ConformanceCase } from "./conformance-case.ts";
import { checkSteps, type Step } from "./model.ts";

/** Numbers that look random and are the same for the same seed (a linear congruential generator, Knuth's constants). */
function randomFrom(seed: number): (below: number) => number {
  let state = BigInt(seed);
  return (below) => {
    state = (state * 6364136223846793005n + 1442695040888963407n) % 2n ** 64n;
    return Number((state >> 33n) % BigInt(below));
  };
}

function randomStep(random: (below: number) => number): Step {
  const pick = random(100);
  const as = (["done", "done and kept", "dead", "retry now", "retry later"] as const)[random(5)] ?? "done";
  const state = (["done", "dead", "quarantined"] as const)[random(3)] ?? "dead";
  const events = Array.from({ length: random(4) }, () => ({ chat: random(4), isValid: random(5) > 0 }));
  const steps: readonly Step[] = [
    { kind: "commit", events },
    { kind: "claim", limit: 1 + random(5) },
    { kind: "settle", pick, as },
    { kind: "settle", pick, as },
    { kind: "release", pick },
    { kind: "extend" },
    { kind: "crash" },
    { kind: "requeue", pick },
    { kind: "retry", pick },
    { kind: "purge", state, limit: 1 + random(2) },
    { kind: "use ended", pick },
  ];
  return steps[random(steps.length)] ?? { kind: "extend" };
}

function randomCase(ordering: "chat" | "none", seed: number): ConformanceCase {
  return {
    name: `keeps its books whatever is done to it (ordering ${ordering}, seed ${seed})`,
    run: async (make) => {
      const inbox = await make();
      const random = randomFrom(seed);
      try {
        await checkSteps(
          inbox,
          Array.from({ length: 120 }, () => randomStep(random)),
          ordering,
        );
      } finally {
        await inbox.close();
      }
    },
  };
}

const seeds = [1, 2, 3, 4, 5];

export const books: readonly ConformanceCase[] = [
  ...seeds.map((seed) => randomCase("chat", seed)),
  ...seeds.map((seed) => randomCase("none", seed)),
];
