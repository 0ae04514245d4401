/// <reference types="node" />
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A new folder in the system's temp folder. */
export interface Folder {
  readonly path: string;
  remove(): Promise<void>;
}

/**
 * It does not outlive this process, and neither does a server on `data` in it, however the process ends: the one that
 * removes them reads from a pipe that nobody writes to, and goes to work when that is closed.
 */
export function temporaryFolder(): Folder {
  const path = mkdtempSync(join(tmpdir(), "postgres-"));
  // In a group of its own: Ctrl-C is not for it.
  const stdio = ["pipe", "ignore", "ignore"] as const;
  const remover = spawn("sh", ["-c", script, "sh", path], { detached: true, cwd: "/", stdio: [...stdio] });
  const removed = once(remover, "exit");
  remover.unref();
  const pipe = remover.stdin as Socket;
  pipe.unref();
  return {
    path,
    async remove() {
      remover.ref();
      pipe.end();
      await removed;
    },
  };
}

/** Again while the server writes, which ends at once. */
const script = `
cat
kill -QUIT "$(head -n 1 "$1/data/postmaster.pid")"
for i in 1 2 3 4 5 6 7 8 9 10; do rm -rf "$1" && exit; sleep 0.1; done
`;
