import { describe, expect, test } from "vitest";
import { checkVersions, type Versions } from "../diff/check-versions.ts";
import { compare } from "../diff/compare.ts";
import { readCurrent } from "../diff/current.ts";
import type { Impact } from "../diff/redocly-diff.ts";
import { readReleasedBundles } from "../diff/releases.ts";
import { summaryOf } from "../diff/report.ts";
import { compareVersions, nextVersion } from "../diff/version.ts";

test("info.version and the changesets fit what changed since the last release", async () => {
  const { bundle, packages, changesets } = await readCurrent();
  const last = (await readReleasedBundles()).at(-1);
  // Before the first release there is nothing to fit; that it is a version at all is asked anyway.
  expect(nextVersion(bundle.info.version, undefined)).toBe(bundle.info.version);
  if (last === undefined) return;
  const { problems } = checkVersions(summaryOf(await compare(last.bundle, bundle)).demanded, {
    released: last.version,
    now: bundle.info.version,
    packagesReleased: last.packages,
    packagesNow: packages,
    changesets,
  });
  expect(problems).toEqual([]);
});

test.each<[version: string, impact: Impact | undefined, next: string]>([
  ["1.2.3", undefined, "1.2.3"],
  ["1.2.3", "patch", "1.2.4"],
  ["1.2.3", "minor", "1.3.0"],
  ["1.2.3", "major", "2.0.0"],
  ["0.2.3", "patch", "0.2.4"],
  ["0.2.3", "minor", "0.2.4"],
  ["0.2.3", "major", "0.3.0"],
])("after %s comes, with a change that is %s, %s", (version, impact, next) => {
  expect(nextVersion(version, impact)).toBe(next);
});

test("what is no version is refused; versions are compared by number", () => {
  for (const wrong of ["1.2", "v1.2.3", "1.2.3-rc.1", "", "1.2.x"]) {
    expect(() => nextVersion(wrong, undefined)).toThrow(`"${wrong}" is no version`);
  }
  expect(["1.10.0", "1.9.1", "0.1.0", "1.9.0"].sort(compareVersions)).toEqual([
    "0.1.0",
    "1.9.0",
    "1.9.1",
    "1.10.0",
  ]);
});

describe("what is wrong with the versions", () => {
  const changeset = (bump: Impact | undefined) => ({ file: ".changeset/some-words.md", bump });
  const fits: Versions = {
    released: "1.0.0",
    now: "1.1.0",
    packagesReleased: "1.4.0",
    packagesNow: "1.4.0",
    changesets: [changeset("minor")],
  };

  test.each<[what: string, demanded: Impact | undefined, versions: Partial<Versions>]>([
    ["both fit", "minor", {}],
    ["the spec says more than it must", "patch", {}],
    ["the spec says more, up to a major version", "minor", { now: "2.0.0" }],
    [
      "one of the changesets is enough",
      "minor",
      { changesets: [changeset(undefined), changeset("patch"), changeset("minor")] },
    ],
    ["the changesets were used up by a release", "minor", { packagesNow: "1.5.0", changesets: [] }],
    [
      "before 1.0.0, what breaks is minor",
      "major",
      { released: "0.2.0", now: "0.3.0", packagesReleased: "0.1.0", packagesNow: "0.1.0" },
    ],
    [
      "before 1.0.0, what is new is a patch",
      "minor",
      {
        released: "0.2.0",
        now: "0.2.1",
        packagesReleased: "0.1.0",
        packagesNow: "0.1.0",
        changesets: [changeset("patch")],
      },
    ],
    ["1.0.0 comes when people want it", "patch", { released: "0.2.0", now: "1.0.0" }],
    ["nothing changed", undefined, { now: "1.0.0", changesets: [] }],
    ["the release's packages are not known", "minor", { packagesReleased: undefined }],
  ])("nothing: %s", (_, demanded, versions) => {
    expect(checkVersions(demanded, { ...fits, ...versions }).problems).toEqual([]);
  });

  test.each<[what: string, demanded: Impact | undefined, versions: Partial<Versions>, problem: RegExp]>([
    [
      "the spec stays",
      "minor",
      { now: "1.0.0" },
      /^spec\/openapi\.yaml: info\.version is 1\.0\.0, but the changes since 1\.0\.0 are minor\. Write 1\.1\.0 \(2\.0\.0 would do, too\)\.$/,
    ],
    [
      "the spec moves too little",
      "major",
      { now: "1.1.0", changesets: [changeset("major")] },
      /are major\. Write 2\.0\.0\.$/,
    ],
    ["the spec leaves a version out", "minor", { now: "1.2.0" }, /Write 1\.1\.0/],
    ["the spec moves back", "minor", { now: "0.9.0" }, /Write 1\.1\.0/],
    [
      "the spec moves without a change",
      undefined,
      {},
      /nothing has changed since 1\.0\.0\. Write 1\.0\.0 again\.$/,
    ],
    [
      "no changeset",
      "minor",
      { changesets: [] },
      /^The packages must become 1\.5\.0, as the changes of the spec are minor; they are 1\.4\.0, and no changeset waits .* Add a changeset with "minor"/,
    ],
    [
      "changesets that ask for nothing",
      "minor",
      { changesets: [changeset(undefined)] },
      /no changeset waits/,
    ],
    [
      "a changeset that asks for too little",
      "minor",
      { changesets: [changeset("patch")] },
      /the changesets ask for patch, so that it would be 1\.4\.1\. Add a changeset with "minor"/,
    ],
    [
      "a release used up changesets that asked for too little",
      "minor",
      { packagesNow: "1.4.1", changesets: [] },
      /must become 1\.5\.0/,
    ],
    [
      "before 1.0.0, a patch for what breaks",
      "major",
      {
        released: "0.2.0",
        now: "0.3.0",
        packagesReleased: "0.1.0",
        packagesNow: "0.1.0",
        changesets: [changeset("patch")],
      },
      /must become 0\.2\.0, .* Add a changeset with "minor"/,
    ],
  ])("one thing: %s", (_, demanded, versions, problem) => {
    expect(checkVersions(demanded, { ...fits, ...versions }).problems).toEqual([
      expect.stringMatching(problem),
    ]);
  });
});
