/// <reference types="node" />
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import type { NewEvent } from "../../inbox.ts";

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new folder, which is removed after the tests of the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "inbox-"));
  folders.push(folder);
  return folder;
}

/** A name for a file that is not there yet. */
export function temporaryFile(): string {
  return join(temporaryFolder(), "proto.db");
}

export function event(chat: string, text = ""): NewEvent {
  return { kind: "valid", chat, json: JSON.stringify({ chat, text }), issues: [] };
}
