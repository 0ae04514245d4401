/// <reference types="node" />
import process from "node:process";
import { setTimeout as wait } from "node:timers/promises";
import type { Attempt } from "../src/handlers.ts";
import type { HandlerLog } from "./handler-log.ts";
import { taskOf } from "./task.ts";

/** What every handler of a proof does: what its event says, with its beginning and its end in the log. */
export async function perform(
  log: HandlerLog,
  run: number,
  event: { readonly chat: { readonly id: string } },
  { receipt, attempt, signal }: Attempt,
  onBegun: () => void,
): Promise<void> {
  const task = taskOf(event);
  const of = { run, receipt: receipt.id, attempt } as const;
  log.write({ kind: "begin", ...of, sequence: receipt.sequence, chat: event.chat.id, task: task.id });
  onBegun();
  if (task.deed === "block") block(task.ms);
  if (task.deed === "die") process.kill(process.pid, "SIGKILL");
  // At once when it aborts, and not when the promise gets around to it: the next attempt may begin right then.
  const onAbort = (): void => log.write({ kind: "aborted", ...of });
  signal.addEventListener("abort", onAbort);
  if (task.deed === "hang" || (task.deed === "hang at first" && run === 1))
    return new Promise<never>(() => {});
  if (task.deed !== "block" && task.ms > 0) await wait(task.ms, undefined, { signal });
  signal.throwIfAborted();
  signal.removeEventListener("abort", onAbort);
  const isFailing = task.deed === "fail" || (task.deed === "fail once" && attempt === 1);
  log.write({ kind: isFailing ? "failed" : "done", ...of });
  if (isFailing) throw new Error("As its event says.");
}

function block(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}
