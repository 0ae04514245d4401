import { setTimeout as sleep } from "node:timers/promises";
import { isNewer } from "./is-newer.ts";
import type { Tarball } from "./pack.ts";
import { differences, readTarball } from "./read-tarball.ts";
import { download, published } from "./registry.ts";
import type { ReleaseTag } from "./release-tag.ts";
import { upload } from "./upload.ts";

export interface ReleaseOptions {
  /** Each after those that it needs. */
  tarballs: readonly Tarball[];
  registry: string;
  /** An .npmrc with the login. Default: the person's own. */
  settings?: string;
  /** Set at the very end. */
  tag: ReleaseTag;
  /** Tells a person what was done. */
  say?: (line: string) => void;
  /**
   * How long a registry may take to show what was uploaded, in ms. Default: 5 minutes, which npm needs on bad days; the
   * next package, which needs this one, is not uploaded before.
   */
  patience?: number;
}

const again = "Run `npx -y pnpm@12 release` again: it goes on where this stopped.";

/**
 * Publishes what is not published yet, in order, then sets the tag. It may be stopped anywhere and run again, any number
 * of times: what is up stays as it is, what is missing follows, and the end is the same.
 *
 * @throws before anything is uploaded, when a version is up with other contents, does not move on, or belongs to another
 *   commit; and, with what to do, when the registry refuses or goes away.
 */
export async function release(options: ReleaseOptions): Promise<void> {
  const { tarballs, tag, say = console.log } = options;
  const isUp = await Promise.all(
    tarballs.map(async (tarball) => await isPublished(tarball, options.registry)),
  );
  const missing = tarballs.filter((_, index) => !isUp[index]);
  for (const { name, version } of tarballs) {
    if (!missing.some((tarball) => tarball.name === name)) say(`  ${name} ${version} was there`);
  }
  if (missing.length > 0 && tag.commit !== undefined && tag.commit !== tag.head) {
    throw new Error(
      `The tag ${tag.name} is at ${tag.commit.slice(0, 9)}, but ${tag.head.slice(0, 9)} is checked out. Release from the tag, or raise the version.`,
    );
  }
  for (const tarball of missing) {
    await publish(tarball, options);
    say(`  ${tarball.name} ${tarball.version} published`);
  }
  await tag.set();
  say(
    `${tag.name} is out: ${tarballs.length} packages on ${options.registry}, ${missing.length} of them from this run.`,
  );
}

/** Whether this version is up. */
async function isPublished(tarball: Tarball, registry: string): Promise<boolean> {
  const { name, version } = tarball;
  const { versions, latest } = await published(registry, name);
  const same = versions.get(version);
  if (same === undefined) {
    if (latest === undefined || isNewer(version, latest)) return false;
    throw new Error(
      `${name} is at ${latest} on the registry; ${version} does not come after it. Raise the version: npx -y pnpm@12 release:version`,
    );
  }
  if (same.integrity === tarball.integrity) return true;
  // Another version of pnpm may compress otherwise. What counts is what is inside.
  const others = differences(tarball.files, readTarball(await download(same)));
  if (others.length === 0) return true;
  throw new Error(
    `${name} ${version} is on the registry with other contents: ${others.join(", ")}. What is published never changes.\n` +
      "If these are new changes, give them a changeset and a version: npx -y pnpm@12 release:version. " +
      "If that version was released half, check out the commit it was built from, and release from there.",
  );
}

/** Uploads, and returns when the registry shows it. */
async function publish(tarball: Tarball, options: ReleaseOptions): Promise<void> {
  const { registry, settings, patience = 300_000 } = options;
  const { name, version } = tarball;
  const deadline = performance.now() + patience;
  const refusal = await upload(tarball, registry, settings).then(
    () => undefined,
    (error: Error) => error.message,
  );
  // A refusal says little: 409 may mean that it is up already, and of a lost answer nothing is known. What counts is
  // what the registry shows now.
  for (;;) {
    const isUp = await isPublished(tarball, registry).catch((error: Error) => {
      throw new Error(`${refusal ? `${refusal}\n` : ""}${error.message}\n${again}`);
    });
    if (isUp) return;
    if (refusal !== undefined)
      throw new Error(`${name} ${version} was not published: ${refusal}${hint(refusal)}\n${again}`);
    if (performance.now() > deadline) {
      throw new Error(`${name} ${version} was uploaded, but the registry does not show it yet.\n${again}`);
    }
    await sleep(Math.min(2_000, patience / 10));
  }
}

/** npm answers 404 too when who asks may not publish. */
function hint(refusal: string): string {
  if (!/\b(401|403|404|ENEEDAUTH|UNAUTHORIZED)\b/i.test(refusal)) return "";
  return (
    "\nThe registry does not let you publish. On a laptop: log in with `npx -y pnpm@12 login`. In the workflow: the package's " +
    "trusted publisher on npm has to name this repository and release.yml; a package that never was published needs its " +
    "first version from a person."
  );
}
