import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** The root of the repo. */
export const root: string = fileURLToPath(new URL("../../", import.meta.url));

/** What git prints, without the last line break; undefined when it fails, as it does where there is no repo. */
export async function git(...args: string[]): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)("git", args, { cwd: root, maxBuffer: 64 * 1024 * 1024 });
    return stdout.trimEnd();
  } catch {
    return undefined;
  }
}

/** The newest tag of a release before this state, such as `v0.2.0` or `@proto-webhooks/types@0.2.0`. */
export async function lastReleaseTag(): Promise<string | undefined> {
  return await git("describe", "--tags", "--abbrev=0", "--match=*[0-9].[0-9]*.[0-9]*");
}

/** The commit that brought the spec; undefined where the history is not there. */
export async function firstCommitOfSpec(): Promise<string | undefined> {
  const commits = await git("log", "--diff-filter=A", "--format=%H", "--", "spec/openapi.yaml");
  return commits?.split("\n").at(-1) || undefined;
}
