/// <reference types="node" />
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { preload } from "./preload.ts";
import { readTrace, type Step } from "./read-trace.ts";

export interface TracedLoad {
  readonly folder: string;
  /** Where the files are that the process left behind. */
  readonly files: string;
  readonly steps: readonly Step[];
}

/** Runs `traced-load.ts` to its end. @param synchronous what SQLite's setting of this name is to be. */
export async function traceLoad(seed: number, synchronous?: "OFF" | "NORMAL"): Promise<TracedLoad> {
  const { folder, trace, env } = preload();
  const files = join(folder, "files");
  mkdirSync(files);
  const script = fileURLToPath(new URL("traced-load.ts", import.meta.url));
  const flags = [
    "--disable-warning=ExperimentalWarning",
    script,
    join(files, "proto.db"),
    trace,
    String(seed),
  ];
  const all = synchronous === undefined ? flags : [...flags, synchronous];
  const child = spawn(process.execPath, all, {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...env },
  });
  const [code, signal] = await once(child, "exit");
  if (signal !== "SIGKILL") throw new Error(`The load ended too early, with ${signal ?? code}.`);
  return { folder, files, steps: readTrace(trace) };
}
