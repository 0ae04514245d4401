import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Spec } from "./spec.ts";

/**
 * The released versions of the spec, the newest first, each as the bundle that was kept when it was released
 * (`pnpm release:version`). Before the first release there are none.
 *
 * @throws when a file holds another version than its name says.
 */
export async function readVersions(
  folder: string = fileURLToPath(new URL("../../../spec/releases/", import.meta.url)),
): Promise<Spec[]> {
  const files = (await readdir(folder)).filter((name) => /^\d.*\.json$/.test(name));
  const byVersion = new Intl.Collator("en", { numeric: true });
  files.sort((a, b) => byVersion.compare(b, a));
  return await Promise.all(
    files.map(async (name) => {
      const spec: Spec = JSON.parse(await readFile(`${folder}/${name}`, "utf8"));
      if (`${spec.info.version}.json` === name) return spec;
      throw new Error(`spec/releases/${name} holds version ${spec.info.version}. Was it renamed, or edited?`);
    }),
  );
}
