import { join } from "node:path";
import type { Tarball } from "../pack.ts";
import type { WorkspacePackage } from "../public-packages.ts";
import { createConsumer } from "./create-consumer.ts";
import { type Trial, trials } from "./trials.ts";
import { checkTypes, compilers, resolutions } from "./type-checks.ts";
import { withRegistry } from "./with-registry.ts";

/**
 * Installs the packages from a registry in every kind of project, and runs each.
 *
 * @param report hears each trial as it ends.
 * @returns one text for each trial that failed.
 */
export async function tryAll(
  packages: readonly WorkspacePackage[],
  tarballs: readonly Tarball[],
  report: (line: string) => void,
): Promise<string[]> {
  const faults: string[] = [];
  const attempt = async (name: string, trial: () => Promise<void>): Promise<void> => {
    const began = performance.now();
    const fault = await trial().then(
      () => undefined,
      (error: Error) => error.message,
    );
    if (fault !== undefined) faults.push(`${name}: ${fault}`);
    report(
      `${fault === undefined ? "✓" : "✗"} ${name} (${((performance.now() - began) / 1_000).toFixed(1)} s)`,
    );
  };
  await withRegistry(tarballs, async (registry, root) => {
    const consumer = (kind: string): Promise<string> =>
      createConsumer({ kind, folder: join(root, kind), packages, registry });
    for (const [kind, trial] of Object.entries<Trial>(trials)) {
      await attempt(kind, async () => await trial(await consumer(kind)));
    }
    let folder = "";
    await attempt("typescript, installed", async () => {
      folder = await consumer("typescript");
    });
    for (const compiler of compilers) {
      for (const resolution of resolutions) {
        await attempt(
          `${compiler}, ${resolution}`,
          async () => await checkTypes(folder, compiler, resolution),
        );
      }
    }
  });
  return faults;
}
