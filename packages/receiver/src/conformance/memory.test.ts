import fc from "fast-check";
import { expect, test } from "vitest";
import { anySteps } from "../../test/any-steps.ts";
import { unsafeMemoryInbox } from "../memory/unsafe-memory-inbox.ts";
import { inboxConformance } from "./inbox-conformance.ts";
import { checkSteps } from "./model.ts";

test.each(inboxConformance)("unsafeMemoryInbox $name", ({ run }) => run(unsafeMemoryInbox));

test.each(["chat", "none"] as const)("does what the model does, ordering %s", async (ordering) => {
  const property = fc.asyncProperty(anySteps, (steps) => checkSteps(unsafeMemoryInbox(), steps, ordering));
  await expect(fc.assert(property, { numRuns: 200 })).resolves.toBeUndefined();
});
