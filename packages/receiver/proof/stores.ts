/// <reference types="node" />
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** An empty store of its own, and how to reach it from another process. */
export interface ProofStore {
  /** The row's name. */
  readonly name: string;
  readonly url: string;
  /** What only the store itself can say of its state when nobody has it open; empty when all is well. */
  check(): Promise<readonly string[]>;
  remove(): Promise<void>;
}

/** A kind of store: what is proved is proved of each. */
export interface StoreRow {
  readonly name: string;
  create(): Promise<ProofStore>;
}

const sqlite: StoreRow = {
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

export const stores: readonly StoreRow[] = [sqlite];
