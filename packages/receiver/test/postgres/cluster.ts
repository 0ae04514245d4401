/// <reference types="node" />
import { execFile } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { findBinaries, findUser } from "./binaries.ts";

/**
 * Makes the files of a server with nothing in it, whose user `postgres` has this password.
 *
 * @param parent where to put them.
 * @returns their folder.
 */
export async function createCluster(parent: string, password: string): Promise<string> {
  const { initdb } = await findBinaries();
  const user = findUser();
  const folder = join(parent, "data");
  const passwordFile = join(parent, "password");
  writeFileSync(passwordFile, password);
  mkdirSync(folder);
  if (user !== undefined) {
    // They pass through it to what is theirs.
    chmodSync(parent, 0o711);
    for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid);
  }
  // Whatever the language of the machine is.
  const same = ["--encoding=UTF8", "--locale=C"];
  const login = ["--username=postgres", "--auth=password", `--pwfile=${passwordFile}`];
  await promisify(execFile)(initdb, [`--pgdata=${folder}`, ...login, ...same], { ...user, cwd: "/" });
  return folder;
}
