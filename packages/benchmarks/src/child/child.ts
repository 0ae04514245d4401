import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { VoidError } from "../void-error.ts";

/** What a child can be asked, by name: each takes one argument and gives one answer, both JSON. */
// biome-ignore lint/suspicious/noExplicitAny: any argument; who asks is checked against the child's own list
export type Questions<Q> = { readonly [Name in keyof Q]: (argument: any) => Promise<unknown> };

/** A process that works for this one, so that its CPU time, memory and garbage are its own. */
export interface Child<Q extends Questions<Q>> {
  /** Asks one thing at a time. Rejects with what the child threw, and when it dies. */
  ask<Name extends keyof Q & string>(
    name: Name,
    ...argument: Parameters<Q[Name]>
  ): Promise<Awaited<ReturnType<Q[Name]>>>;
  /** Ends it, and waits for its end. */
  stop(): Promise<void>;
}

/** What goes to the child. */
export interface Question {
  readonly name: string;
  readonly argument: unknown;
}

/** What comes back. */
export type Answer =
  | { readonly value: unknown }
  /** `isVoid`: what was measured is not what it is to be. Then the error is its message, otherwise a stack. */
  | { readonly error: string; readonly isVoid: boolean };

/** A child that says nothing for so long is stuck: the slowest answer, a million events stored, takes minutes. */
const longestMs = 20 * 60_000;

/**
 * Starts a script that calls `answerParent` with the same questions.
 *
 * @param core the core it is to stay on; undefined leaves it to the system.
 */
export function startChild<Q extends Questions<Q>>(script: URL, core?: number): Child<Q> {
  const node = [process.execPath, fileURLToPath(script)];
  const [command = "", ...args] = core === undefined ? node : ["taskset", "-c", String(core), ...node];
  const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(`it ended with ${signal ?? code}`));
  });
  return {
    async ask(name, ...[argument]) {
      const signal = AbortSignal.timeout(longestMs);
      const answered = once(child, "message", { signal }) as Promise<[Answer]>;
      child.send({ name, argument } satisfies Question, () => undefined);
      const answer = await Promise.race([answered.then(([first]) => first), ended.then(died)]);
      if ("error" in answer) throw answer.isVoid ? new VoidError(answer.error) : new Error(answer.error);
      return answer.value as never;
    },
    async stop() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

function died(how: string): Answer {
  return { error: `A process of the benchmark died: ${how}`, isVoid: false };
}
