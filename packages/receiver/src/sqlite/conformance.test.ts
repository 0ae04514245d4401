import fc from "fast-check";
import { expect, test } from "vitest";
import { inboxConformance } from "../conformance/inbox-conformance.ts";
import { checkSteps, type Step } from "../conformance/model.ts";
import { sqliteInbox } from "./sqlite-inbox.ts";
import { temporaryFile } from "./test/temporary.ts";

test.each(inboxConformance)("sqliteInbox $name", ({ run }) => run(() => sqliteInbox(temporaryFile())));

const pick = fc.nat({ max: 20 });
const newEvent = fc.record({ chat: fc.nat({ max: 3 }), isValid: fc.boolean() });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("commit" as const), events: fc.array(newEvent, { maxLength: 4 }) }),
  fc.record({ kind: fc.constant("claim" as const), limit: fc.integer({ min: 1, max: 5 }) }),
  fc.record({
    kind: fc.constant("settle" as const),
    pick,
    as: fc.constantFrom("done" as const, "dead" as const, "retry now" as const, "retry later" as const),
  }),
  fc.record({ kind: fc.constant("release" as const), pick }),
  fc.record({ kind: fc.constant("extend" as const) }),
  fc.record({ kind: fc.constant("use ended" as const), pick }),
);

test.each(["chat", "none"] as const)("does what the model does, ordering %s", async (ordering) => {
  const property = fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
    const inbox = sqliteInbox(temporaryFile());
    try {
      await checkSteps(inbox, steps, ordering);
    } finally {
      await inbox.close();
    }
  });
  await expect(fc.assert(property, { numRuns: 40 })).resolves.toBeUndefined();
});
