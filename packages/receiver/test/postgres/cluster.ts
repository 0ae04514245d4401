/// <reference types="node" />
import { execFile } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { findBinaries, findUser } from "./binaries.ts";

/** The files of a server. */
export interface Cluster {
  readonly folder: string;
  remove(): void;
}

/** Makes the files of a server with nothing in it, whose user `postgres` has this password. */
export async function createCluster(password: string): Promise<Cluster> {
  const { initdb } = await findBinaries();
  const user = findUser();
  const parent = mkdtempSync(join(tmpdir(), "postgres-"));
  // A server that is just ending may still write.
  const remove = () => rmSync(parent, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  const folder = join(parent, "data");
  const passwordFile = join(parent, "password");
  writeFileSync(passwordFile, password);
  if (user !== undefined) {
    chmodSync(parent, 0o711);
    mkdirSync(folder);
    for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid);
  }
  // Whatever the language of the machine is.
  const same = ["--encoding=UTF8", "--locale=C"];
  const login = ["--username=postgres", "--auth=password", `--pwfile=${passwordFile}`];
  try {
    await promisify(execFile)(initdb, [`--pgdata=${folder}`, ...login, ...same], { ...user, cwd: "/" });
  } catch (error) {
    remove();
    throw error;
  }
  return { folder, remove };
}
