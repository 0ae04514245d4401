import { expect, test } from "vitest";
import { decision } from "./decision.ts";
import { guide } from "./guide.ts";
import { renderMarkdown } from "./markdown-page.ts";

test("a link to a file in Markdown becomes one to its page; one that leads to no page is an error", () => {
  const record = decision("0002-inbox.md", "# The inbox\n");
  const linking = (href: string) =>
    renderMarkdown(guide("packages/docs/guides/duplicates.md", `# D\n\n[text](${href})\n`), [record]);
  expect(linking("../decisions/0002-inbox.md#why")).toContain('href="../decisions/0002-inbox.html#why"');
  expect(linking("#why")).toContain('href="#why"');
  expect(linking("https://www.example.com/a.md")).toContain('href="https://www.example.com/a.md"');
  expect(() => linking("0002-inbox.md")).toThrow(
    "packages/docs/guides/duplicates.md: the link to 0002-inbox.md leads to no page of the site.",
  );
});

test("headings get the ids that links name, and notes to those who write are left out", () => {
  const page = decision("0002-inbox.md", "# The inbox\n\n<!-- note -->\n\n## When `it` fails, again\n");
  const html = renderMarkdown(page, [page]);
  expect(html).toContain('<h2 id="when-it-fails-again">When <code class="whole">it</code> fails, again</h2>');
  expect(html).not.toContain("note");
});

test("code that fits into a line of a phone stays in one line, longer code may break", () => {
  const page = decision("0002-inbox.md", `# The inbox\n\n\`--all\` \`a<b\` \`${"long ".repeat(8)}\`\n`);
  const html = renderMarkdown(page, [page]);
  expect(html).toContain('<code class="whole">--all</code> <code class="whole">a&lt;b</code> <code>long ');
});
