import { readFile } from "node:fs/promises";
import type { Bundle } from "./bundle.ts";

/** A version of the spec that was released. */
export interface Release {
  /** `info.version` of the spec. */
  version: string;
  /** The newest version of the packages that was released with it. */
  packages: string;
}

/** A released version, with its bundle. */
export interface ReleasedBundle extends Release {
  bundle: Bundle;
}

/** Where released bundles are kept: `1.0.0.json` and so on, and `releases.json`, the oldest first. */
export const releasesFolder: URL = new URL("../releases/", import.meta.url);

/** The releases, the oldest first; none before the first one. */
export async function readReleases(folder: URL = releasesFolder): Promise<Release[]> {
  return JSON.parse(await readFile(new URL("releases.json", folder), "utf8"));
}

/** The bundle as it was released. */
export async function readRelease(version: string, folder: URL = releasesFolder): Promise<Bundle> {
  return JSON.parse(await readFile(new URL(`${version}.json`, folder), "utf8"));
}

/** All of them with their bundles, the oldest first. */
export async function readReleasedBundles(folder: URL = releasesFolder): Promise<ReleasedBundle[]> {
  const releases = await readReleases(folder);
  return await Promise.all(
    releases.map(async (release) => ({ ...release, bundle: await readRelease(release.version, folder) })),
  );
}
