import type { Changeset } from "./changesets.ts";
import { greatest } from "./finding.ts";
import type { Impact } from "./redocly-diff.ts";
import { compareVersions, nextVersion } from "./version.ts";

/** What stands where versions are written. */
export interface Versions {
  /** `info.version` of the spec: at the release, and now. */
  released: string;
  now: string;
  /** The version of the public packages: at the release where that is known, and now. */
  packagesReleased: string | undefined;
  packagesNow: string;
  changesets: readonly Changeset[];
}

/** What must stand there. */
export interface Demand {
  /** The least version of the spec, and of the packages. */
  spec: string;
  packages: string;
  /** What is wrong, each with what to do; none when all is well. */
  problems: string[];
}

const impacts: readonly Impact[] = ["patch", "minor", "major"];

/**
 * Whether the versions are those that the changes demand.
 *
 * The spec's must be the next one of that size or of a greater one; without a change it must stay. The packages' must
 * come to that size with the changesets that wait, or, when a release has just used them up, must have come to it.
 */
export function checkVersions(demanded: Impact | undefined, versions: Versions): Demand {
  const { released, now, packagesNow, packagesReleased = packagesNow, changesets } = versions;
  const spec = nextVersion(released, demanded);
  const packages = nextVersion(packagesReleased, demanded);
  return {
    spec,
    packages,
    problems: [
      ...specProblems(demanded, released, now),
      ...(demanded === undefined ? [] : packageProblems(demanded, packages, packagesNow, changesets)),
    ],
  };
}

function specProblems(demanded: Impact | undefined, released: string, now: string): string[] {
  const file = "spec/openapi.yaml: info.version";
  if (demanded === undefined) {
    if (compareVersions(now, released) === 0) return [];
    return [`${file} is ${now}, but nothing has changed since ${released}. Write ${released} again.`];
  }
  const allowed = impacts.slice(impacts.indexOf(demanded)).map((impact) => nextVersion(released, impact));
  // The day on which a version before 1.0.0 becomes stable is for people to choose.
  if (released.startsWith("0.")) allowed.push("1.0.0");
  if (allowed.includes(now)) return [];
  const [least, ...greater] = [...new Set(allowed)];
  const also = greater.length > 0 ? ` (${greater.join(" and ")} would do, too)` : "";
  return [`${file} is ${now}, but the changes since ${released} are ${demanded}. Write ${least}${also}.`];
}

function packageProblems(
  demanded: Impact,
  wanted: string,
  packagesNow: string,
  changesets: readonly Changeset[],
): string[] {
  const asked = greatest(changesets.flatMap(({ bump }) => bump ?? []));
  const planned = plannedVersion(packagesNow, asked);
  if (compareVersions(planned, wanted) >= 0) return [];
  const least = impacts.find((impact) => compareVersions(plannedVersion(packagesNow, impact), wanted) >= 0);
  const there =
    asked === undefined
      ? "no changeset waits for the next release"
      : `the changesets ask for ${asked}, so that it would be ${planned}`;
  return [
    `The packages must become ${wanted}, as the changes of the spec are ${demanded}; they are ${packagesNow}, and ${there}. ` +
      `Add a changeset with "${least}" for what users notice: npx -y pnpm@12 exec changeset`,
  ];
}

/** What changesets make of a version: there, "major" leads to 1.0.0 from 0.2.0, too. */
function plannedVersion(version: string, bump: Impact | undefined): string {
  if (bump === undefined) return version;
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  if (bump === "major") return `${major + 1}.0.0`;
  return bump === "minor" ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}
