import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Sent, Taken } from "./account.ts";
import { flags, type Tree } from "./tree.ts";

/** What was sent, and what was made of it. */
export interface Exchange {
  sent: Sent;
  taken: Taken;
}

/** Has the mock of one tree send all it can to the receiver of another, each in a process of its own. */
export async function exchange(from: Tree, to: Tree): Promise<Exchange> {
  const receiver = start(to, "take-everything.ts");
  try {
    const url = await said<string>(receiver);
    const sender = start(from, "send-everything.ts", url);
    const sent = await said<Sent>(sender);
    receiver.send("stop");
    return { sent, taken: await said<Taken>(receiver) };
  } finally {
    receiver.kill();
  }
}

/** What a receiver makes of one body. */
export async function taking(body: string, by: Tree): Promise<{ status: number; taken: Taken }> {
  const receiver = start(by, "take-everything.ts");
  try {
    const url = await said<string>(receiver);
    const headers = { "content-type": "application/json" };
    const { status } = await fetch(url, { method: "POST", headers, body });
    receiver.send("stop");
    return { status, taken: await said<Taken>(receiver) };
  } finally {
    receiver.kill();
  }
}

function start({ folder }: Tree, script: string, ...args: string[]): ChildProcess {
  const path = join(folder, "packages/receiver/test/compatibility", script);
  return fork(path, args, { execArgv: [...flags], stdio: ["ignore", "inherit", "inherit", "ipc"] });
}

/** The next message of a process. Rejects when it ends before: its error stands on stderr. */
async function said<T>(child: ChildProcess): Promise<T> {
  const settled = new AbortController();
  const { signal } = settled;
  const message = once(child, "message", { signal }).then(([value]) => value as T);
  // A channel that is closed has handed on all that was said; a process may exit before.
  const end = once(child, "disconnect", { signal }).then((): never => {
    throw new Error("A process ended before it said anything; its error stands on stderr.");
  });
  try {
    return await Promise.race([message, end]);
  } finally {
    settled.abort();
    await Promise.allSettled([message, end]);
  }
}
