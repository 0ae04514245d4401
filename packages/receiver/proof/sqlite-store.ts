/// <reference types="node" />
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { StoreRow } from "./store-row.ts";

/** A file in a folder of its own. */
export const sqliteStore: StoreRow = {
  name: "sqlite",
  async create() {
    const folder = mkdtempSync(join(tmpdir(), "proof-sqlite-"));
    const url = join(folder, "proto.db");
    return {
      name: "sqlite",
      url,
      async check() {
        const db = new DatabaseSync(url);
        const rows = db.prepare("PRAGMA integrity_check").all();
        db.close();
        return rows.map((row) => String(row.integrity_check)).filter((said) => said !== "ok");
      },
      remove: async () => rmSync(folder, { recursive: true, force: true }),
    };
  },
};
