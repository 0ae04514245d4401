import fc from "fast-check";
import type { Step } from "../src/conformance/model.ts";

const pick = fc.nat({ max: 20 });
const newEvent = fc.record({ chat: fc.nat({ max: 3 }), isValid: fc.boolean() });
const limit = fc.integer({ min: 1, max: 5 });

/** Any things done to an inbox, one after the other; fast-check shrinks them. */
export const anySteps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant("commit" as const), events: fc.array(newEvent, { maxLength: 4 }) }),
    fc.record({ kind: fc.constant("claim" as const), limit }),
    fc.record({
      kind: fc.constant("settle" as const),
      pick,
      as: fc.constantFrom("done", "done and kept", "dead", "retry now", "retry later"),
    }),
    fc.record({ kind: fc.constant("release" as const), pick }),
    fc.record({ kind: fc.constant("extend" as const) }),
    fc.record({ kind: fc.constant("crash" as const) }),
    fc.record({ kind: fc.constant("requeue" as const), pick }),
    fc.record({ kind: fc.constant("retry" as const), pick }),
    fc.record({
      kind: fc.constant("purge" as const),
      state: fc.constantFrom("done", "dead", "quarantined"),
      limit,
    }),
    fc.record({ kind: fc.constant("use ended" as const), pick }),
  ),
  { maxLength: 60 },
);
