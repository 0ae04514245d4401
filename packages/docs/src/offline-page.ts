/** Redoc's page loads its logo from elsewhere; this one is part of the page, and keeps the credit. */
const logo =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='40' height='14'%3E%3Ctext y='11' font-family='sans-serif' font-size='11' fill='%23226DD6'%3ERedoc%3C/text%3E%3C/svg%3E";

const elsewhere = /https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini(-full)?\.svg/g;

/**
 * Takes from a page that Redocly built the one thing that it would load from elsewhere.
 *
 * @throws when there is no such thing: a new version of Redocly then loads nothing, or something else.
 */
export function offlinePage(html: string): string {
  const page = html.replaceAll(elsewhere, logo);
  if (page === html) {
    throw new Error(
      "Redocly's page no longer loads its logo from the place we know. See what it loads now, then mend src/offline-page.ts.",
    );
  }
  return page;
}
