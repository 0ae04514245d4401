import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { offlinePage } from "./offline-page.ts";
import { decision } from "./pages/decision.ts";
import { guide, guideSummaries } from "./pages/guide.ts";
import { renderMarkdown } from "./pages/markdown-page.ts";
import { startPage } from "./pages/start.ts";
import { redoclyPage } from "./redocly-page.ts";
import { referenceSpec } from "./reference-spec.ts";
import type { Spec } from "./spec.ts";

export interface Site {
  spec: Spec;
  /** The sections of its types, in Markdown; made from the spec where they are not given. */
  types?: string;
  /** The root of the repo: the guides and decision records are read from there. */
  repo: string;
  /** The folder to write. What was in it is removed. */
  output: string;
}

/** Writes the whole site. The same input gives the same bytes. */
export async function buildSite({ spec, types, repo, output }: Site): Promise<void> {
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
  const pages = new Map([
    ["index.html", startPage(spec, guides, decisions)],
    ["reference.html", offlinePage(await redoclyPage(referenceSpec(spec, types)))],
    ["openapi.json", `${JSON.stringify(spec, null, 2)}\n`],
    ...markdownPages.map((page) => [page.file, renderMarkdown(page, markdownPages)] as const),
  ]);
  await rm(output, { recursive: true, force: true });
  await Promise.all(
    [...pages].map(async ([file, text]) => {
      await mkdir(dirname(join(output, file)), { recursive: true });
      await writeFile(join(output, file), text);
    }),
  );

  function read(source: string): Promise<string> {
    return readFile(join(repo, source), "utf8");
  }
}
