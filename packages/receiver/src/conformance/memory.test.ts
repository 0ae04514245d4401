import { test } from "vitest";
import { unsafeMemoryInbox } from "../unsafe-memory-inbox.ts";
import { inboxConformance } from "./inbox-conformance.ts";

test.each(inboxConformance)("unsafeMemoryInbox $name", ({ run }) => run(unsafeMemoryInbox));
