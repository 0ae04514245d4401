/// <reference types="node" />
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import process from "node:process";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { Receipt } from "../../inbox.ts";
import { temporaryFile } from "./temporary.ts";

/** What a child says that it was answered. */
export interface Answered {
  readonly chat: string;
  readonly text: string;
  readonly receipts: readonly Receipt[];
}

export interface Child {
  readonly process: ChildProcess;
  /** Resolves when it was answered so often. */
  hasCommitted(times: number): Promise<void>;
  /** Resolves when it has ended. */
  readonly answered: Promise<readonly Answered[]>;
}

/** Runs `child-that-commits.ts`. */
export function startChild(file: string, name: string, most: readonly string[] = []): Child {
  const script = fileURLToPath(new URL("child-that-commits.ts", import.meta.url));
  const log = temporaryFile();
  const stdio = ["ignore", "pipe", "inherit"] as const;
  const child = spawn(process.execPath, [script, file, log, name, ...most], { stdio: [...stdio] });
  let count = 0;
  child.stdout?.on("data", (dots: Buffer) => {
    count += dots.length;
  });
  const answered = once(child, "close").then(() => {
    const lines = readFileSync(log, "utf8").split("\n").slice(0, -1);
    return lines.map((line) => JSON.parse(line) as Answered);
  });
  const hasCommitted = async (times: number) => {
    while (count < times) await Promise.race([once(child.stdout as Readable, "data"), failOnEnd(answered)]);
  };
  return { process: child, hasCommitted, answered };
}

async function failOnEnd(ended: Promise<unknown>): Promise<never> {
  await ended;
  throw new Error("The child ended before it had committed enough.");
}
