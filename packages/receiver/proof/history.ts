import type { LogLine } from "./handler-log.ts";
import type { Violation } from "./violation.ts";

/** What the log says of one event. */
export interface Handled {
  readonly receipt: string;
  readonly sequence: number;
  readonly chat: string;
  readonly task: string;
  /** How often it was handed to a handler. */
  begun: number;
  lastAttempt: number;
  /** A handler came to its end with it. */
  isDone: boolean;
}

/** What the log says of one chat, up to a line. */
interface Lane {
  last: Handled | undefined;
  /** The attempt that runs. */
  open: { readonly run: number; readonly receipt: string; readonly attempt: number } | undefined;
}

/** Walks through a log, and says where two attempts of a chat overlap, or come in the wrong order. */
export class History {
  readonly #dead: ReadonlySet<string>;
  readonly #lanes = new Map<string, Lane>();
  /**
   * Runs that were paused and have not begun anything since that was taken over meanwhile. Between its look at the lease
   * and the first step of a handler a process may be paused like anywhere else; then one handler, as if paused in its first
   * step, begins when the process goes on, and its signal aborts.
   */
  readonly #excused = new Set<number>();
  /** By receipt id. */
  readonly handled: Map<string, Handled> = new Map();
  readonly violations: Violation[] = [];
  /** Attempts at what was handled to its end before: a process ended between the handler and its settling. */
  repeats: number = 0;

  /** @param dead receipt ids: their lanes go on, although they were not done. */
  constructor(log: readonly LogLine[], dead: ReadonlySet<string>) {
    this.#dead = dead;
    for (const line of log) this.#read(line);
  }

  #read(line: LogLine): void {
    switch (line.kind) {
      case "begin":
        this.#begin(line);
        break;
      case "paused":
        this.#excused.add(line.run);
        this.#stop(line.run);
        break;
      case "death":
        this.#stop(line.run);
        break;
      case "fault":
        break;
      default:
        this.#end(line);
    }
  }

  #begin(line: LogLine & { readonly kind: "begin" }): void {
    const { run, receipt, attempt, sequence, chat, task } = line;
    const lane = this.#lanes.get(chat) ?? { last: undefined, open: undefined };
    this.#lanes.set(chat, lane);
    const event = this.handled.get(receipt) ?? {
      ...{ receipt, sequence, chat, task },
      ...{ begun: 0, lastAttempt: 0, isDone: false },
    };
    if (attempt <= event.lastAttempt && this.#excused.delete(run)) return;
    this.handled.set(receipt, event);
    const where = `attempt ${attempt} of ${chat}'s event ${sequence} (run ${run})`;
    const { last, open } = lane;
    if (open) this.#say("overlap", `${where} begins while attempt ${open.attempt} of ${open.receipt} runs`);
    if (event.sequence !== sequence || event.chat !== chat || event.task !== task) {
      this.#say("changed", `${where} has another receipt than the attempt before`);
    }
    if (attempt <= event.lastAttempt) this.#say("changed", `${where} comes after ${event.lastAttempt}`);
    if (last && last.sequence > sequence) this.#say("order", `${where} comes after event ${last.sequence}`);
    else if (last && last !== event && !last.isDone && !this.#dead.has(last.receipt)) {
      this.#say("order", `${where} comes before event ${last.sequence} was settled`);
    }
    event.begun++;
    if (event.isDone) this.repeats++;
    event.lastAttempt = attempt;
    lane.last = event;
    lane.open = { run, receipt, attempt };
  }

  #end({ kind, run, receipt, attempt }: LogLine & { readonly kind: "done" | "failed" | "aborted" }): void {
    const event = this.handled.get(receipt);
    const lane = event && this.#lanes.get(event.chat);
    if (kind === "done" && event) event.isDone = true;
    const { open } = lane ?? {};
    if (lane && open?.run === run && open.receipt === receipt && open.attempt === attempt) {
      lane.open = undefined;
    }
  }

  #stop(run: number): void {
    for (const lane of this.#lanes.values()) if (lane.open?.run === run) lane.open = undefined;
  }

  #say(rule: Violation["rule"], what: string): void {
    this.violations.push({ rule, what });
  }
}
