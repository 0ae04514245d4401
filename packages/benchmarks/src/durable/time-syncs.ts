import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

const syncs = 20;
/** Four pages of a log: about what a commit of some deliveries writes. */
const bytes = Buffer.alloc(16_384, 1);

/** How long the disk takes to sync what was just written, in milliseconds each. No commit can be faster. */
export function timeSyncs(folder: string): number[] {
  const own = mkdtempSync(join(folder, "bench-sync-"));
  const file = openSync(join(own, "file"), "w");
  try {
    return Array.from({ length: syncs }, () => {
      writeSync(file, bytes);
      const began = performance.now();
      fdatasyncSync(file);
      return performance.now() - began;
    });
  } finally {
    closeSync(file);
    rmSync(own, { recursive: true });
  }
}
