import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { offlinePage } from "./offline-page.ts";
import { decision } from "./pages/decision.ts";
import { guide, guideSummaries } from "./pages/guide.ts";
import { renderMarkdown } from "./pages/markdown-page.ts";
import { startPage } from "./pages/start.ts";
import { up, type VersionPage, versionPages, withVersionMenu } from "./pages/version-menu.ts";
import { redoclyPage } from "./redocly-page.ts";
import { referenceSpec } from "./reference-spec.ts";
import type { Spec } from "./spec.ts";

export interface Site {
  spec: Spec;
  /** The sections of its types, in Markdown; made from the spec where they are not given. */
  types?: string;
  /** The versions of it that are released, the newest first. Default: none. */
  versions?: readonly Spec[];
  /** The root of the repo: the guides and decision records are read from there. */
  repo: string;
  /** The folder to write. What was in it is removed. */
  output: string;
}

/** Writes the whole site. The same input gives the same bytes. */
export async function buildSite({ spec, types, versions = [], repo, output }: Site): Promise<void> {
  const decisionFiles = (await readdir(join(repo, "packages/docs/decisions"))).sort();
  const decisions = await Promise.all(
    decisionFiles.map(async (name) => decision(name, await read(`packages/docs/decisions/${name}`))),
  );
  const guideFiles = (await readdir(join(repo, "packages/docs/guides"))).sort();
  // A file that is not in the list is no page yet: it is an error.
  const sources = [
    ...new Set([...Object.keys(guideSummaries), ...guideFiles.map((name) => `packages/docs/guides/${name}`)]),
  ];
  const guides = await Promise.all(sources.map(async (source) => guide(source, await read(source))));
  const markdownPages = [...guides, ...decisions];
  const references = versionPages(spec, versions);
  const pages = new Map([
    ["index.html", startPage(spec, guides, decisions)],
    ...(await Promise.all(references.map((page) => reference(page, references)))).flat(),
    ...markdownPages.map((page) => [page.file, renderMarkdown(page, markdownPages)] as const),
  ]);
  await rm(output, { recursive: true, force: true });
  await Promise.all(
    [...pages].map(async ([file, text]) => {
      await mkdir(dirname(join(output, file)), { recursive: true });
      await writeFile(join(output, file), text);
    }),
  );

  /** A version's page, and the version itself beside it. */
  async function reference(
    page: VersionPage,
    all: readonly VersionPage[],
  ): Promise<[file: string, text: string][]> {
    const sections = page.spec === spec ? types : undefined;
    const html = offlinePage(await redoclyPage(referenceSpec(page.spec, up(page), sections)));
    return [
      [page.file, withVersionMenu(html, page, all)],
      [page.file.replace("reference.html", "openapi.json"), `${JSON.stringify(page.spec, null, 2)}\n`],
    ];
  }

  function read(source: string): Promise<string> {
    return readFile(join(repo, source), "utf8");
  }
}
