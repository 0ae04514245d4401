import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Bundle } from "./bundle.ts";
import { bundleAt, packagesAt } from "./bundle-at.ts";
import { firstCommitOfSpec, git, lastReleaseTag } from "./git.ts";
import { readRelease, readReleases, releasesFolder } from "./releases.ts";

/** What the spec is compared with. */
export interface Base {
  /** How it is called to people. */
  name: string;
  bundle: Bundle;
  /** The version of the packages at that state, where it is known. */
  packages?: string;
  /** Whether versions are counted from it: a revision between two releases demands nothing. */
  isRelease: boolean;
}

/**
 * Finds the base that was asked for: a released version (`1.0.0`), a file with a bundle, or a git revision.
 *
 * @param asked without it, the last release: the newest one that is kept in `releases/`, else the newest tag of one,
 * else, before the first release, the first state of the spec in git, which is none.
 * @param folder where releases are kept.
 * @returns undefined when nothing was asked for and there is nothing.
 * @throws when what was asked for is not there.
 */
export async function findBase(
  asked: string | undefined,
  folder: URL = releasesFolder,
): Promise<Base | undefined> {
  const releases = await readReleases(folder);
  const release = asked === undefined ? releases.at(-1) : releases.find(({ version }) => version === asked);
  if (release) {
    const { version, packages } = release;
    return {
      name: `release ${version}`,
      bundle: await readRelease(version, folder),
      packages,
      isRelease: true,
    };
  }
  if (asked === undefined) return await defaultBase();
  if (existsSync(asked)) return await fromFile(asked);
  const isTag = (await git("rev-parse", "--verify", "--quiet", `refs/tags/${asked}`)) !== undefined;
  return await fromRevision(asked, isTag);
}

async function defaultBase(): Promise<Base | undefined> {
  const tag = await lastReleaseTag();
  if (tag !== undefined) return await fromRevision(tag, true);
  const first = await firstCommitOfSpec();
  if (first === undefined) return undefined;
  return { ...(await fromRevision(first, false)), name: `the spec's first state (${first.slice(0, 9)})` };
}

async function fromRevision(revision: string, isRelease: boolean): Promise<Base> {
  const [bundle, packages] = [await bundleAt(revision), await packagesAt(revision)];
  return { name: revision, bundle, ...(packages !== undefined && { packages }), isRelease };
}

async function fromFile(path: string): Promise<Base> {
  try {
    const bundle = JSON.parse(await readFile(path, "utf8")) as Bundle;
    if (typeof bundle.info?.version === "string" && bundle.components?.schemas) {
      return { name: resolve(path), bundle, isRelease: true };
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new Error(`${path} is no bundle of the spec. Give one as spec/dist/openapi.json is, in JSON.`);
}
