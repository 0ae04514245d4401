/// <reference types="node" />
import process from "node:process";

// Bound at load time, so that the fake timers of a test do not stop an inbox.
const hrtime = process.hrtime.bigint;

/**
 * Microseconds on a clock that all processes of this machine share, that runs on whatever is done to the wall clock, and
 * that starts anew when the machine does.
 */
export function monotonicNow(): number {
  return Number(hrtime() / 1_000n);
}
