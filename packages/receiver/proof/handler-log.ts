/// <reference types="node" />
import { openSync, readFileSync, writeSync } from "node:fs";

// One file for all processes of a proof, written by O_APPEND: its order is the order in which things happened. A line is
// written by one call, so that a process that is killed leaves it whole or not at all.

/** What is told of the attempts, in the order in which it happened. */
export type LogLine =
  | {
      readonly kind: "begin";
      readonly run: number;
      readonly receipt: string;
      readonly attempt: number;
      readonly sequence: number;
      readonly chat: string;
      readonly task: string;
    }
  /** The handler ended: well, by throwing, or because its signal aborted. */
  | {
      readonly kind: "done" | "failed" | "aborted";
      readonly run: number;
      readonly receipt: string;
      readonly attempt: number;
    }
  /** The process is gone, or it is stopped, and runs no handler until it is said to go on. */
  | { readonly kind: "death" | "paused"; readonly run: number }
  /** The receiver told of a fault. `name` is that of the error. */
  | { readonly kind: "fault"; readonly run: number; readonly stage: string; readonly name: string };

/** Appends to the log. */
export class HandlerLog {
  readonly #fd: number;

  constructor(file: string) {
    this.#fd = openSync(file, "a");
  }

  write(line: LogLine): void {
    writeSync(this.#fd, `${Object.values(line).join(" ")}\n`);
  }
}

/** Reads the whole log. */
export function readLog(file: string): LogLine[] {
  return readFileSync(file, "latin1").split("\n").slice(0, -1).map(parse);
}

function parse(line: string): LogLine {
  const [kind = "", run, third = "", fourth = "", fifth, chat = "", task = ""] = line.split(" ");
  const of = { run: Number(run), receipt: third, attempt: Number(fourth) };
  switch (kind) {
    case "begin":
      return { kind, ...of, sequence: Number(fifth), chat, task };
    case "done":
    case "failed":
    case "aborted":
      return { kind, ...of };
    case "death":
    case "paused":
      return { kind, run: of.run };
    case "fault":
      return { kind, run: of.run, stage: third, name: fourth };
    default:
      throw new Error(`The log has a line that it should not have: ${JSON.stringify(line)}`);
  }
}
