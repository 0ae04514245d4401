import { isDeepStrictEqual } from "node:util";
import type { Spec } from "../spec.ts";
import { escapeHtml } from "./html-page.ts";

/** A reference of the site: one version of the spec. */
export interface VersionPage {
  label: string;
  spec: Spec;
  /** The page, from the root of the site. */
  file: string;
}

/** The references of the site, in the order of their menu: what the spec says now, then what was released. */
export function versionPages(spec: Spec, released: readonly Spec[]): VersionPage[] {
  const now = released.find((version) => isDeepStrictEqual(version, spec));
  return [
    {
      label: now === undefined ? "next, unreleased" : `${now.info.version}, newest`,
      spec,
      file: "reference.html",
    },
    ...released.map((version) => ({
      label: version.info.version,
      spec: version,
      // The address of a version stays when newer ones come.
      file: `versions/${version.info.version}/reference.html`,
    })),
  ];
}

/** Puts a menu of all versions at the top of one's page. It is made of links, and works without a script. */
export function withVersionMenu(html: string, page: VersionPage, pages: readonly VersionPage[]): string {
  const links = pages.map(({ label, file }) => {
    const current = file === page.file ? ' aria-current="page"' : "";
    return `<li><a href="${up(page)}${file}"${current}>${escapeHtml(label)}</a></li>`;
  });
  const menu = `<details class="versions"><summary>Version: ${escapeHtml(page.label)}</summary><ul>${links.join("")}</ul></details>`;
  const withMenu = html.replace("<body>", () => `<body>\n  <nav aria-label="Versions">${menu}</nav>`);
  if (withMenu === html)
    throw new Error("The page that Redocly built has no <body> to put the menu of versions into.");
  return withMenu;
}

/** From the folder of a page to the root of the site. */
export function up({ file }: VersionPage): string {
  return "../".repeat(file.split("/").length - 1);
}
