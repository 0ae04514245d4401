import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * A core for what is measured and one for what loads it, so that neither takes the other's time. Undefined where there
 * are not two, or where processes cannot be held on one (only Linux's `taskset` does).
 */
export function twoCores(): readonly [number, number] | undefined {
  if (process.platform !== "linux" || spawnSync("taskset", ["--version"]).status !== 0) return undefined;
  const allowed = /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? "";
  const [one, other] = allowed.split(",").flatMap(expand);
  return one === undefined || other === undefined ? undefined : [one, other];
}

/** `4` is one core, `0-3` are four. */
function expand(range: string): number[] {
  const [first = 0, last = first] = range.split("-").map(Number);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
