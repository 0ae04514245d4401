import type { Inbox, Selection } from "@proto-webhooks/receiver";
import { changeNothing } from "./change-nothing.ts";
import type { InboxOptions } from "./inbox-place.ts";
import { longWork } from "./long-work.ts";
import { type Operation, operations } from "./operation.ts";
import { type SelectionOptions, toSelection } from "./selection.ts";
import { tellEnd } from "./tell-end.ts";
import { withInbox } from "./with-inbox.ts";

/** Which events, of which inbox, and how it is told. */
export interface OperateOptions extends InboxOptions, SelectionOptions {
  dryRun: boolean;
  json: boolean;
}

/** Does an operation to the events that were asked for, tells how it ended, and sets the exit code. */
export async function operate(
  name: Operation["name"],
  ids: readonly string[],
  options: OperateOptions,
): Promise<void> {
  const operation = operations[name];
  const { state, doing, run } = operation;
  const selection = toSelection(ids, options);
  await withInbox(options, async (inbox) => {
    const total = await countOf(inbox, operation, selection);
    const target = options.dryRun ? changeNothing(inbox) : inbox;
    const end = await longWork({ label: `${doing} ${state} events`, total }, (control) =>
      run(target, { ...selection, ...control }),
    );
    const { dryRun, json } = options;
    await tellEnd({ ...operation, named: selection.ids?.length, dryRun, json }, end);
  });
}

async function countOf(
  inbox: Inbox,
  { state }: Operation,
  selection: Selection,
): Promise<number | undefined> {
  if (selection.ids) return selection.ids.length;
  if (selection.chat !== undefined) return undefined;
  const stats = await inbox.stats();
  return state === "pending" ? stats.pending : stats.kept[state];
}
