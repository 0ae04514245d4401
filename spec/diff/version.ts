import type { Impact } from "./redocly-diff.ts";

/**
 * The version that follows when a change of that impact is released.
 *
 * Before 1.0.0 each impact counts one place further to the right, as `^0.2.0` takes 0.2.1 and not 0.3.0: what breaks
 * is a new minor version, all else a new patch.
 */
export function nextVersion(version: string, impact: Impact | undefined): string {
  const [major, minor, patch] = partsOf(version);
  if (impact === undefined) return version;
  if (major === 0) return impact === "major" ? `0.${minor + 1}.0` : `0.${minor}.${patch + 1}`;
  if (impact === "major") return `${major + 1}.0.0`;
  return impact === "minor" ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}

/** Below 0, 0 or above 0, as `a` comes before, is or comes after `b`. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  const place = left.findIndex((part, index) => part !== right[index]);
  return place === -1 ? 0 : (left[place] ?? 0) - (right[place] ?? 0);
}

/** @throws when it is not `major.minor.patch`: a release has no other form here. */
function partsOf(version: string): [major: number, minor: number, patch: number] {
  const [, major, minor, patch] = /^(\d+)\.(\d+)\.(\d+)$/.exec(version) ?? [];
  if (patch === undefined)
    throw new Error(`"${version}" is no version: it must be three numbers, such as 1.2.0.`);
  return [Number(major), Number(minor), Number(patch)];
}
