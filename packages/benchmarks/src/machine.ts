import { execFileSync } from "node:child_process";
import { availableParallelism, loadavg } from "node:os";

/** Where and when a run was made. Nothing says whose machine it is. */
export interface Machine {
  /** The day, UTC. */
  readonly date: string;
  /** The commit, and whether the checkout has changes beside it. */
  readonly commit: string;
  readonly node: string;
  readonly sqlite: string;
  readonly platform: string;
  readonly cores: number;
  /** How many processes wanted a core in the last minute, before the run: neighbours make figures worse. */
  readonly load: string;
}

export function describeMachine(): Machine {
  const [load = 0] = loadavg();
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: describeCommit(),
    node: process.versions.node,
    sqlite: process.versions.sqlite ?? "unknown",
    platform: `${process.platform} ${process.arch}`,
    cores: availableParallelism(),
    load: load.toFixed(1),
  };
}

function describeCommit(): string {
  const git = (...args: string[]): string =>
    execFileSync("git", args, { cwd: import.meta.dirname, encoding: "utf8" }).trim();
  try {
    const changes = git("status", "--porcelain", "--untracked-files=no") === "" ? "" : " with changes";
    return git("rev-parse", "--short", "HEAD") + changes;
  } catch {
    return "unknown";
  }
}
