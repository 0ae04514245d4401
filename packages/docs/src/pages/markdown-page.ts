import { posix } from "node:path";
import { Marked, type Tokens } from "marked";
import { escapeHtml, htmlPage } from "./html-page.ts";

/** A page that is written in Markdown: a guide, a decision record, a README. */
export interface MarkdownPage {
  /** The file it is written in, from the root of the repo: `packages/docs/guides/duplicates.md`. */
  source: string;
  /** The file it becomes, from the root of the site: `guides/duplicates.html`. */
  file: string;
  /** The heading of its text, unless the page is called otherwise. */
  title: string;
  /** The text with its heading. */
  markdown: string;
}

/** @throws when the text does not begin with a heading. */
export function titleOf(source: string, markdown: string): string {
  const title = /^# (.+)\n/.exec(markdown)?.[1];
  if (title === undefined) throw new Error(`${source}: begin it with its title, such as "# The inbox".`);
  return title;
}

/**
 * A page as HTML. Links between files in Markdown, which work where people read the repo, become links between pages.
 *
 * @param pages all pages of the site that are written in Markdown.
 * @throws when a link leads to none of them.
 */
export function renderMarkdown(page: MarkdownPage, pages: readonly MarkdownPage[]): string {
  const { title, markdown, file } = page;
  const [, ...rest] = markdown.split("\n");
  const marked = new Marked({
    walkTokens(token) {
      if (token.type === "link") token.href = linkOf(token as Tokens.Link, page, pages);
    },
    renderer: {
      // With the ids that links to a heading name.
      heading({ tokens, depth, text }) {
        return `<h${depth} id="${idOf(text)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      // A short one is not broken: `--` is no end of a line.
      codespan: ({ text }) =>
        `<code${text.length <= wholeCode ? ' class="whole"' : ""}>${escapeHtml(text)}</code>`,
      // Notes to those who write.
      html: ({ text }) => (text.startsWith("<!--") ? "" : text),
    },
  });
  // A wide table scrolls by itself, not the page.
  const body = (marked.parse(rest.join("\n"), { async: false }) as string)
    .replaceAll("<table>", '<div class="table"><table>')
    .replaceAll("</table>", "</table></div>");
  const start = posix.relative(posix.dirname(file), "index.html");
  return htmlPage({
    title,
    body: `<p><a href="${start}">Proto webhooks</a></p>\n<h1>${escapeHtml(title)}</h1>\n${body}`,
  });
}

function linkOf(
  { href }: Tokens.Link,
  { source, file }: MarkdownPage,
  pages: readonly MarkdownPage[],
): string {
  if (/^(https?:|#)/.test(href)) return href;
  const [path = "", ...fragment] = href.split("#");
  const target = pages.find((page) => page.source === posix.join(posix.dirname(source), path));
  if (target === undefined) {
    throw new Error(`${source}: the link to ${href} leads to no page of the site.`);
  }
  return [posix.relative(posix.dirname(file), target.file), ...fragment].join("#");
}

/** How many letters of code fit into a line of a phone. */
const wholeCode = 30;

/** As code hosts do it: `When a handler fails` → `when-a-handler-fails`. */
function idOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
}
