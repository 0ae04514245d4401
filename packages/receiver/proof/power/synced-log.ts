import type { Step } from "./read-trace.ts";

/** The name of a file with a part of the log of PostgreSQL: its timeline, and which part it is, in two numbers. */
const segmentName = /^pg_wal\/[\dA-F]{8}([\dA-F]{8})([\dA-F]{8})$/;
const segmentSize = 16 * 2 ** 20;

interface Segment {
  /** Where it begins in the log, in bytes, as PostgreSQL counts them. */
  readonly start: number;
  /** Until where it was written. */
  written: number;
}

/** @returns by note, until where the log was synced when it was written, in bytes. */
export function syncedLog(steps: readonly Step[]): ReadonlyMap<string, number> {
  const segments = new Map<number, Segment>();
  const byNote = new Map<string, number>();
  let synced = 0;
  for (const step of steps) {
    if (step.kind === "open") {
      const segment = toSegment(step.path);
      if (segment && segments.get(step.file)?.start !== segment.start) segments.set(step.file, segment);
    } else if (step.kind === "write") {
      const segment = segments.get(step.file);
      if (segment) segment.written = segment.start + step.offset + step.data.length;
    } else if (step.kind === "sync") {
      synced = Math.max(synced, segments.get(step.file)?.written ?? 0);
    } else if (step.kind === "note") {
      byNote.set(JSON.parse(step.text), synced);
    }
  }
  return byNote;
}

function toSegment(path: string): Segment | undefined {
  const [, log = "", part = ""] = segmentName.exec(path) ?? [];
  if (log === "") return undefined;
  const start = Number.parseInt(log, 16) * 2 ** 32 + Number.parseInt(part, 16) * segmentSize;
  return { start, written: start };
}
