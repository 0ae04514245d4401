import type { StoredEvent } from "../src/inbox.ts";
import type { Handled } from "./history.ts";
import { taskOf } from "./task.ts";
import type { Violation } from "./violation.ts";

/** Where one event of one try can be found at the end. */
export interface Fate {
  readonly receipt: string;
  readonly sequence: number;
  /** Empty when it could not be read. */
  readonly chat: string;
  readonly state: "handled" | "dead" | "quarantined";
  /** A handler came to its end with it. */
  readonly isDone: boolean;
}

/** What can be found at the end, by the names of the tasks. */
export interface Fates {
  readonly byTask: ReadonlyMap<string, Fate>;
  readonly violations: readonly Violation[];
}

/** Puts together what handlers saw and what is left in the store. */
export function fatesOf(
  handled: Iterable<Handled>,
  dead: readonly StoredEvent[],
  quarantined: readonly StoredEvent[],
): Fates {
  const byTask = new Map<string, Fate>();
  const violations: Violation[] = [];
  const add = (task: string, fate: Fate): void => {
    const other = byTask.get(task);
    if (other && other.receipt !== fate.receipt) {
      violations.push({ rule: "stored twice", what: `${task} is ${other.receipt} and ${fate.receipt}` });
    } else if (other && (other.chat !== fate.chat || other.sequence !== fate.sequence)) {
      violations.push({
        rule: "changed",
        what: `${task} was handled with another receipt than it is kept with`,
      });
    }
    byTask.set(task, fate);
  };
  for (const { task, receipt, sequence, chat, isDone } of handled) {
    add(task, { receipt, sequence, chat, state: "handled", isDone });
  }
  for (const [state, events] of Object.entries({ dead, quarantined } as const)) {
    for (const { receipt, chat = "", json } of events) {
      const { id, sequence } = receipt;
      const isDone = false;
      add(taskOf(JSON.parse(json)).id, {
        receipt: id,
        sequence,
        chat,
        state: state as Fate["state"],
        isDone,
      });
    }
  }
  return { byTask, violations };
}
