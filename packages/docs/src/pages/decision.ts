import { marked } from "marked";
import { escapeHtml, htmlPage } from "./html-page.ts";

/** A decision record: what was asked, tried and chosen. */
export interface Decision {
  /** `0001-open-and-closed-types`, the name of its file. */
  name: string;
  /** The number and the heading of its text. */
  title: string;
  markdown: string;
}

/** @throws when the name is not `NNNN-title` or the text does not begin with a heading. */
export function decision(fileName: string, markdown: string): Decision {
  const name = fileName.replace(/\.md$/, "");
  const number = /^(\d{4})-[a-z0-9-]+$/.exec(name)?.[1];
  const heading = /^# (.+)\n/.exec(markdown)?.[1];
  if (number === undefined)
    throw new Error(`decisions/${fileName}: name it NNNN-title.md, such as 0002-inbox.md.`);
  if (heading === undefined)
    throw new Error(`decisions/${fileName}: begin it with its title, such as "# The inbox".`);
  return { name, title: `${number} ${heading}`, markdown };
}

export function decisionPage({ title, markdown }: Decision): string {
  const [, ...rest] = markdown.split("\n");
  const text = marked.parse(rest.join("\n"), { async: false });
  // A wide table scrolls by itself, not the page.
  const body = text
    .replaceAll("<table>", '<div class="table"><table>')
    .replaceAll("</table>", "</table></div>");
  return htmlPage({
    title,
    body: `<p><a href="../index.html">Proto webhooks</a></p>\n<h1>${escapeHtml(title)}</h1>\n${body}`,
  });
}
