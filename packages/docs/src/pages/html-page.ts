/** A page of the site that Redocly does not build: a title, a body, and everything it needs inside it. */
export function htmlPage({ title, body }: { title: string; body: string }): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${escapeHtml(title)}</title>
<style>${css}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

const css = `
:root { color-scheme: light dark; --line: light-dark(#dfe3e8, #373c44); --soft: light-dark(#f5f7f9, #1f2329); --faint: light-dark(#59636e, #9aa4af); --link: light-dark(#1a56c4, #7fb0ff); }
body { margin: 0; font: 17px/1.6 system-ui, sans-serif; background: light-dark(#fff, #15181c); color: light-dark(#1c2024, #e4e7ea); }
main { max-width: 42rem; margin: 0 auto; padding: 3rem 1.25rem 5rem; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 1rem; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .75rem; }
a { color: var(--link); }
.faint { color: var(--faint); }
.cards { display: grid; gap: .75rem; padding: 0; margin: 0; list-style: none; }
.cards a { display: block; padding: .9rem 1.1rem; border: 1px solid var(--line); border-radius: .6rem; text-decoration: none; color: inherit; }
.cards a:hover, .cards a:focus-visible { border-color: var(--link); background: var(--soft); }
.cards strong { display: block; color: var(--link); }
code { font: .88em ui-monospace, monospace; background: var(--soft); padding: .1em .3em; border-radius: .25em; overflow-wrap: anywhere; }
pre { background: var(--soft); padding: 1rem; border-radius: .6rem; overflow-x: auto; }
table code, code.whole { white-space: nowrap; }
pre code { padding: 0; overflow-wrap: normal; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .92em; }
th, td { text-align: left; vertical-align: top; padding: .45rem .9rem .45rem 0; border-bottom: 1px solid var(--line); }
`;
