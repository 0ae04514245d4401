import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Tarball } from "../pack.ts";
import { release } from "../release.ts";
import { type LocalRegistry, startVerdaccio } from "./verdaccio.ts";

/**
 * Releases the packages to a registry of our own, the way they are released to the world, and calls back while it is up.
 * The folder is for what is tried; it is gone afterwards.
 */
export async function withRegistry<T>(
  tarballs: readonly Tarball[],
  use: (registry: LocalRegistry, folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "proto-webhooks-consumers-"));
  const registry = await startVerdaccio();
  const settings = join(folder, "npmrc");
  try {
    await writeFile(settings, registry.login);
    const tag = { name: "nothing in git", commit: undefined, head: "", set: async () => undefined };
    await release({
      tarballs,
      registry: registry.url,
      settings,
      tag,
      say: () => undefined,
      patience: 10_000,
    });
    return await use(registry, folder);
  } finally {
    await registry.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
