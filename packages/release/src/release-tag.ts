import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** The mark of a release in git. */
export interface ReleaseTag {
  name: string;
  /** The commit that it is at, here or where `origin` is; undefined when it is not made yet. */
  commit: string | undefined;
  /** The commit that is checked out. */
  head: string;
  /** Makes it here and at `origin`, where it is missing. */
  set(): Promise<void>;
}

/** The tag of a version, in the repository of this folder. A repository without `origin` has only itself. */
export async function releaseTag(root: string, version: string): Promise<ReleaseTag> {
  const name = `v${version}`;
  const ref = `refs/tags/${name}`;
  const git = async (...args: string[]): Promise<string> =>
    (await promisify(execFile)("git", args, { cwd: root })).stdout.trim();
  const head = await git("rev-parse", "HEAD");
  const here = await git("rev-parse", "--verify", "--quiet", `${ref}^{commit}`).catch(() => "");
  const hasOrigin = (await git("remote")).split("\n").includes("origin");
  // The second line, if there is one, is the commit that an annotated tag is at.
  const listed = hasOrigin ? await git("ls-remote", "origin", ref, `${ref}^{}`) : "";
  const there = listed.split("\n").at(-1)?.split("\t")[0] ?? "";
  return {
    name,
    commit: there || here || undefined,
    head,
    set: async () => {
      if (!here) await git("tag", name, there || head);
      if (hasOrigin && !there) await git("push", "origin", ref);
    },
  };
}
