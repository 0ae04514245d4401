import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { isModule } from "./entry-targets.ts";
import type { Tarball } from "./pack.ts";

/**
 * What publint and attw find in a package, one line for each finding.
 *
 * Our packages are modules and nothing else, on purpose: CommonJS loads them with `require`, since Node 22.13. Two things that attw
 * tells of every such package are therefore none here: that CommonJS gets a module, and whatever a resolver from before
 * `exports` sees.
 */
export async function lintPackage({ name, bytes, manifest }: Tarball): Promise<string[]> {
  const { messages } = await publint({ pack: { tarball: Uint8Array.from(bytes).buffer }, strict: true });
  const publints = messages.map(
    (message) => `${name}: publint: ${formatMessage(message, manifest as never, { color: false })}`,
  );
  const isImported = Object.values(manifest.exports ?? {}).some(isModule);
  if (!isImported) return publints;
  const analysis = await checkPackage(createPackageFromTarballData(Uint8Array.from(bytes)));
  if (!analysis.types) return [...publints, `${name}: attw: it has no types`];
  const problems = analysis.problems.filter((problem) => {
    if (problem.kind === "CJSResolvesToESM") return false;
    return !("resolutionKind" in problem && problem.resolutionKind === "node10");
  });
  return [...publints, ...problems.map((problem) => `${name}: attw: ${JSON.stringify(problem)}`)];
}
