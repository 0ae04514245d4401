import { type MarkdownPage, titleOf } from "./markdown-page.ts";

/** A page that tells how something is done, and what the start page says of it. */
export interface Guide extends MarkdownPage {
  summary: string;
}

/** The guides in the order in which the start page lists them, by their sources from the root of the repo. */
export const guideSummaries: Readonly<Record<string, string>> = {
  "packages/receiver/README.md": "The receiver: handlers, retries, the inbox, all options and answers",
  "packages/docs/guides/accept-here-handle-there.md":
    "Functions that only accept, workers that only handle, and upgrades while both run",
  "packages/docs/guides/duplicates.md":
    "What is sent twice and what is said twice, and what each mode makes of them, measured",
  "packages/docs/guides/when-something-is-wrong.md":
    "For three in the morning: what the states mean, where to look, what to do",
  "spec/CHANGES.md": "What changed from version to version of the spec, and for whom",
};

/** Throws when the list of guides does not say what it is for, or when it has no heading. */
export function guide(source: string, markdown: string): Guide {
  const summary = guideSummaries[source];
  if (summary === undefined) throw new Error(`${source}: say what it is for in src/pages/guide.ts.`);
  const [name] = source.endsWith("/README.md") ? source.split("/").slice(-2) : source.split("/").slice(-1);
  return {
    source,
    file: `guides/${name?.replace(/\.md$/, "").toLowerCase()}.html`,
    title: titleOf(source, markdown),
    markdown,
    summary,
  };
}
