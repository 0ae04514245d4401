import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

/** A folder, and a way to write into it. */
export interface Files {
  folder: string;
  /** @returns the path of the file. */
  write(name: string, contents: string | Uint8Array): string;
}

/** A folder of its own for a test file. It is removed at the end. */
export function files(): Files {
  const folder = mkdtempSync(join(tmpdir(), "proto-webhooks-cli-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    folder,
    write(name, contents) {
      writeFileSync(join(folder, name), contents);
      return join(folder, name);
    },
  };
}
