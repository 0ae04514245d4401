import fc from "fast-check";
import { expect, test } from "vitest";
import { anySteps } from "../../test/any-steps.ts";
import { inboxConformance } from "../conformance/inbox-conformance.ts";
import { checkSteps } from "../conformance/model.ts";
import { sqliteInbox } from "./sqlite-inbox.ts";
import { temporaryFile } from "./test/temporary.ts";

test.each(inboxConformance)("sqliteInbox $name", ({ run }) => run(() => sqliteInbox(temporaryFile())));

test.each(["chat", "none"] as const)("does what the model does, ordering %s", async (ordering) => {
  const property = fc.asyncProperty(anySteps, async (steps) => {
    const inbox = sqliteInbox(temporaryFile());
    try {
      await checkSteps(inbox, steps, ordering);
    } finally {
      await inbox.close();
    }
  });
  await expect(fc.assert(property, { numRuns: 40 })).resolves.toBeUndefined();
});
