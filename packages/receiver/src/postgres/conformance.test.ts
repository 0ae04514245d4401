import { test } from "vitest";
import { freshDatabase } from "../../test/postgres/for-tests.ts";
import { inboxConformance } from "../conformance/inbox-conformance.ts";
import { postgresInbox } from "./postgres-inbox.ts";

const database = await freshDatabase();
let schemas = 0;
/** Each in a schema of its own, which is quicker than a database of its own. */
const emptyInbox = () => postgresInbox({ connectionString: database, schema: `inbox_${++schemas}` });

test.each(inboxConformance)("postgresInbox $name", ({ run }) => run(emptyInbox));
