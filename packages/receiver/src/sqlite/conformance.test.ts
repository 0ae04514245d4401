/// <reference types="node" />
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { expect, test } from "vitest";
import { anySteps } from "../../test/any-steps.ts";
import { inboxConformance } from "../conformance/inbox-conformance.ts";
import { checkSteps } from "../conformance/model.ts";
import { schemaVersion } from "./migrations/index.ts";
import { sqliteInbox } from "./sqlite-inbox.ts";
import { temporaryFile } from "./test/temporary.ts";

test.each(inboxConformance)("sqliteInbox $name", ({ run }) => run(() => sqliteInbox(temporaryFile())));

test.each(inboxConformance)("on a file of the next minor version sqliteInbox $name", ({ run }) =>
  run(async () => {
    const file = temporaryFile();
    const inbox = sqliteInbox(file);
    await inbox.stats();
    const db = new DatabaseSync(file);
    db.exec(`ALTER TABLE ledger ADD COLUMN later INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE events ADD COLUMN later TEXT; CREATE INDEX events_by_later ON events (later);
      ALTER TABLE arrivals ADD COLUMN later TEXT; CREATE TABLE later (n INTEGER PRIMARY KEY);
      PRAGMA user_version = ${schemaVersion + 1}`);
    db.close();
    return inbox;
  }),
);

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
