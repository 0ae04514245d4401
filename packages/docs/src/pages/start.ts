import type { Spec } from "../spec.ts";
import type { Guide } from "./guide.ts";
import { escapeHtml, htmlPage } from "./html-page.ts";
import type { MarkdownPage } from "./markdown-page.ts";

/** The first page: what this is, and where to go. */
export function startPage(spec: Spec, guides: readonly Guide[], decisions: readonly MarkdownPage[]): string {
  return htmlPage({
    title: spec.info.title,
    body: `<h1>${escapeHtml(spec.info.title)}</h1>
<p>${escapeHtml(spec.info.summary ?? "")}</p>
<p class="faint">This is an independent project. It is not affiliated with or endorsed by Proto.
What it says about Proto comes from Proto's public documentation, and each part says so, or says that it is a guess.</p>
<h2>Reference</h2>
<ul class="cards">
${card("reference.html", "The format", "Every event, message and button, with its properties, their provenance and examples")}
${card("openapi.json", "The specification", `OpenAPI, version ${spec.info.version}, in one file`)}
</ul>
<h2>Guides</h2>
<ul class="cards">
${guides.map(({ file, title, summary }) => card(file, title, summary)).join("\n")}
</ul>
<h2>Decisions</h2>
<ul class="cards">
${decisions.map(({ file, title }) => card(file, title)).join("\n")}
</ul>`,
  });
}

function card(href: string, title: string, text = ""): string {
  return `<li><a href="${href}"><strong>${escapeHtml(title)}</strong>${escapeHtml(text)}</a></li>`;
}
