import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { specBundle } from "@proto-webhooks/scripts/generator";
import type { Bundle } from "./bundle.ts";
import { type Changeset, readChangesets } from "./changesets.ts";
import { root } from "./git.ts";

/** The state of this checkout. */
export interface Current {
  bundle: Bundle;
  /** The version of the public packages. */
  packages: string;
  changesets: Changeset[];
}

/** @throws when the spec was not bundled yet. */
export async function readCurrent(): Promise<Current> {
  const manifest = await readFile(join(root, "packages/types/package.json"), "utf8");
  return {
    bundle: await readBundle(),
    packages: JSON.parse(manifest).version,
    changesets: await readChangesets(root),
  };
}

/** @throws when the spec was not bundled yet. */
export async function readBundle(): Promise<Bundle> {
  try {
    return JSON.parse(await readFile(specBundle, "utf8"));
  } catch (cause) {
    throw new Error("The bundled spec cannot be read. Run `npx -y pnpm@12 generate` in the root.", { cause });
  }
}
