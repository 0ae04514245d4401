/// <reference types="node" />
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

/** @returns why processes cannot be traced here, undefined when they can. */
export function whyNotTraced(): string | undefined {
  if (process.platform !== "linux") return "it preloads a library as Linux does";
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  if (header.glibcVersionRuntime === undefined) return "it wraps the functions of glibc";
  if (spawnSync("cc", ["--version"]).status !== 0) return "there is no C compiler, `cc`";
  return undefined;
}

/** A trace that is still empty, and what has a process write it. */
export interface Tracing {
  /** For what belongs to it. */
  readonly folder: string;
  readonly trace: string;
  readonly env: Readonly<Record<string, string>>;
}

const folders: string[] = [];

/** Removes all that was made for tracing. */
export function removeTraces(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/**
 * Prepares the trace of a process, which other users of the machine may write, too: PostgreSQL does not run as root.
 *
 * @param files how the paths of what is traced begin, as the process gives them; by default, `files` in the new folder.
 */
export function preload(files?: string): Tracing {
  const folder = mkdtempSync(join(tmpdir(), "power-"));
  folders.push(folder);
  const library = join(folder, "trace-files.so");
  const trace = join(folder, "trace");
  const source = fileURLToPath(new URL("trace-files.c", import.meta.url));
  execFileSync("cc", ["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", library, source, "-ldl"]);
  writeFileSync(trace, "");
  chmodSync(folder, 0o755);
  chmodSync(trace, 0o666);
  const env = { LD_PRELOAD: library, TRACE: trace, TRACED_FILES: files ?? join(folder, "files") };
  return { folder, trace, env };
}
