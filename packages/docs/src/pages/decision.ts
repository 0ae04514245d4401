import { type MarkdownPage, titleOf } from "./markdown-page.ts";

/** A decision record: what was asked, tried and chosen. Throws when it is not named `NNNN-title.md` or has no heading. */
export function decision(fileName: string, markdown: string): MarkdownPage {
  const [, name, number] = /^((\d{4})-[a-z0-9-]+)\.md$/.exec(fileName) ?? [];
  if (number === undefined) {
    throw new Error(`decisions/${fileName}: name it NNNN-title.md, such as 0002-inbox.md.`);
  }
  return {
    source: `packages/docs/decisions/${fileName}`,
    file: `decisions/${name}.html`,
    title: `${number} ${titleOf(`decisions/${fileName}`, markdown)}`,
    markdown,
  };
}
