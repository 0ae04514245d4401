import { attempts } from "./attempts.ts";
import { books } from "./books.ts";
import { closing } from "./closing.ts";
import type { ConformanceCase } from "./conformance-case.ts";
import { duplicates } from "./duplicates.ts";
import { kept } from "./kept.ts";
import { lanes } from "./lanes.ts";
import { leases } from "./leases.ts";
import { operations } from "./operations.ts";
import { receipts } from "./receipts.ts";
import { waking } from "./waking.ts";

/**
 * What every inbox must do, whatever it stores in. With any test runner:
 *
 * ```ts
 * test.each(inboxConformance)("$name", ({ run }) => run(() => myInbox(emptyStore())));
 * ```
 *
 * A case makes one inbox, which must be empty, and closes it. It throws when the inbox does otherwise than the port says,
 * and ends within seconds. It waits in real time: fake timers must be off.
 */
export const inboxConformance: readonly ConformanceCase[] = [
  ...receipts,
  ...lanes,
  ...attempts,
  ...leases,
  ...books,
  ...kept,
  ...duplicates,
  ...operations,
  ...waking,
  ...closing,
];
