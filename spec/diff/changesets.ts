import { globSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { greatest } from "./finding.ts";
import type { Impact } from "./redocly-diff.ts";

/** A changeset that waits for the next release. */
export interface Changeset {
  /** `.changeset/many-words.md` */
  file: string;
  /** The greatest bump it asks of a public package; they all move together. Undefined when it asks for none. */
  bump: Impact | undefined;
}

/** The changesets in `.changeset`, by name. */
export async function readChangesets(root: string): Promise<Changeset[]> {
  const isPublic = await publicPackages(root);
  const files = await readdir(join(root, ".changeset"));
  return await Promise.all(
    files
      .filter((name) => name.endsWith(".md") && name !== "README.md")
      .sort()
      .map(async (name) => {
        const file = `.changeset/${name}`;
        const text = await readFile(join(root, file), "utf8");
        return {
          file,
          bump: greatest(bumpsOf(text).flatMap(([name, bump]) => (isPublic.has(name) ? bump : []))),
        };
      }),
  );
}

/** The lines between the two `---`: a package and how much. */
function bumpsOf(changeset: string): [name: string, bump: Impact][] {
  const [, header = ""] = /^---\r?\n(.*?)^---$/ms.exec(changeset) ?? [];
  const lines = header.matchAll(/^["']?([^"'\n]+?)["']?: *["']?(major|minor|patch)["']?\s*$/gm);
  return [...lines].map(([, name = "", bump]) => [name, bump as Impact]);
}

async function publicPackages(root: string): Promise<Set<string>> {
  const manifests = globSync(["spec/package.json", "packages/*/package.json"], { cwd: root });
  const parsed = await Promise.all(
    manifests.map(
      async (file) =>
        JSON.parse(await readFile(join(root, file), "utf8")) as { name: string; private?: boolean },
    ),
  );
  return new Set(parsed.filter((manifest) => !manifest.private).map(({ name }) => name));
}
