import fc from "fast-check";
import { expect, test } from "vitest";
import { anySteps } from "../../test/any-steps.ts";
import { freshDatabase } from "../../test/postgres/for-tests.ts";
import { inboxConformance } from "../conformance/inbox-conformance.ts";
import { checkSteps } from "../conformance/model.ts";
import type { Inbox } from "../inbox.ts";
import { postgresInbox } from "./postgres-inbox.ts";

const connectionString = await freshDatabase();
let schemas = 0;

/** Each in a schema of its own, which is made sooner than a database. */
function emptyInbox(): Inbox {
  schemas++;
  return postgresInbox({ connectionString, schema: `inbox_${schemas}` });
}

test.each(inboxConformance)("postgresInbox $name", ({ run }) => run(emptyInbox));

test.each(["chat", "none"] as const)("does what the model does, ordering %s", async (ordering) => {
  const property = fc.asyncProperty(anySteps, async (steps) => {
    const inbox = emptyInbox();
    try {
      await checkSteps(inbox, steps, ordering);
    } finally {
      await inbox.close();
    }
  });
  await expect(fc.assert(property, { numRuns: 40 })).resolves.toBeUndefined();
});
