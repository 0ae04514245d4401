import { parseArgs } from "node:util";
import { findBase } from "./base.ts";
import { checkVersions } from "./check-versions.ts";
import { compare } from "./compare.ts";
import { readCurrent } from "./current.ts";
import { releasesFolder } from "./releases.ts";
import { jsonOf, summaryOf, textOf } from "./report.ts";

const help = `What changed in the spec, and which version it demands.

  npx -y pnpm@12 spec:diff [BASE] [--json]

  BASE    a released version such as 1.0.0, a git revision or tag, or a file with a bundle in JSON
          (default: the last release; before the first one, the spec's first state in git)
  --json  for programs

It exits with 1 when info.version of the spec, or the changesets, do not fit what changed since a release; with 2 when
there is no such base. spec/README.md says how changes are rated.
`;

/**
 * Runs `pnpm spec:diff`.
 *
 * @param releases the folder of released bundles.
 * @returns the exit code.
 */
export async function specDiff(args: readonly string[], releases: URL = releasesFolder): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { json: { type: "boolean" }, help: { type: "boolean", short: "h" } },
      allowPositionals: true,
    });
    if (values.help) return print(help, 0);
    if (positionals.length > 1)
      throw new Error(`One base at most, not ${positionals.length}: ${positionals.join(" ")}`);
    return await diff(positionals[0], values.json ?? false, releases);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.error("\nnpx -y pnpm@12 spec:diff --help says what it takes.");
    return 2;
  }
}

async function diff(asked: string | undefined, asJson: boolean, releases: URL): Promise<number> {
  const { bundle, packages, changesets } = await readCurrent();
  const base = await findBase(asked, releases);
  const version = bundle.info.version;
  if (asked === undefined && !base?.isRelease) {
    const next = base ? `Compared with ${base.name} instead.` : "There is no history to compare with either.";
    console.error(`There is no release yet: ${version} will be the first. ${next}\n`);
  }
  if (base === undefined) return print(asJson ? "null\n" : "", 0);
  const findings = await compare(base.bundle, bundle);
  const { demanded } = summaryOf(findings);
  const released = base.bundle.info.version;
  const versions = {
    released,
    now: version,
    packagesReleased: base.packages,
    packagesNow: packages,
    changesets,
  };
  const demand = base.isRelease ? checkVersions(demanded, versions) : undefined;
  const result = {
    base: { name: base.name, version: released, isRelease: base.isRelease },
    version,
    findings,
    ...(demand && { demand }),
  };
  return print(asJson ? jsonOf(result) : textOf(result), demand && demand.problems.length > 0 ? 1 : 0);
}

function print(text: string, code: number): number {
  process.stdout.write(text);
  return code;
}
