import { replaceFile } from "@proto-webhooks/scripts/generator";
import { checkVersions } from "./check-versions.ts";
import { compare } from "./compare.ts";
import type { Current } from "./current.ts";
import { type Release, readRelease, readReleases, releasesFolder } from "./releases.ts";
import { summaryOf } from "./report.ts";
import { compareVersions } from "./version.ts";

/**
 * Keeps the spec as it is now as released, with the version of the packages that carry it. To be run when a release has
 * used up its changesets; to run it again changes nothing.
 *
 * @returns what was done, in words.
 * @throws when the versions do not fit the changes, when changesets still wait, or when a version moves back: nothing is
 * written then.
 */
export async function freeze(current: Current, folder: URL = releasesFolder): Promise<string> {
  const { bundle, packages } = current;
  const { version } = bundle.info;
  const releases = await readReleases(folder);
  const last = releases.at(-1);
  const waiting = pending(current);
  // While they wait, the version of the packages says nothing yet.
  const problems = waiting.length > 0 || !last ? waiting : await problemsSince(last, current, folder);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  const isNew = last?.version !== version;
  const kept = isNew ? releases : releases.slice(0, -1);
  if (isNew) await write(new URL(`${version}.json`, folder), bundle);
  // The list comes last: a bundle that it does not name is none.
  await write(new URL("releases.json", folder), [...kept, { version, packages }]);
  return isNew
    ? `Version ${version} of the spec is kept in spec/releases, released with ${packages} of the packages.`
    : `Version ${version} of the spec was kept before; ${packages} of the packages carry it.`;
}

function pending({ changesets }: Current): string[] {
  const waiting = changesets.find(({ bump }) => bump !== undefined);
  if (waiting === undefined) return [];
  return [
    `Changesets wait, such as ${waiting.file}. Use them up first: npx -y pnpm@12 exec changeset version`,
  ];
}

async function problemsSince(last: Release, { bundle, packages }: Current, folder: URL): Promise<string[]> {
  const findings = await compare(await readRelease(last.version, folder), bundle);
  const { problems } = checkVersions(summaryOf(findings).demanded, {
    released: last.version,
    now: bundle.info.version,
    packagesReleased: last.packages,
    packagesNow: packages,
    changesets: [],
  });
  if (compareVersions(packages, last.packages) >= 0) return problems;
  return [
    ...problems,
    `The packages are ${packages}, but ${last.packages} was released. Versions do not move back.`,
  ];
}

/** As a whole: a release that is stopped leaves no half of a bundle. */
async function write(file: URL, value: unknown): Promise<void> {
  await replaceFile(file, `${JSON.stringify(value, null, 2)}\n`);
}
