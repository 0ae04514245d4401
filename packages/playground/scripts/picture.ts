// Draws the beginning of the transcript, as a terminal shows it, for the README: node scripts/picture.ts
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";

const lines = 46;
const lineHeight = 18;
const width = 820;
const colours: Record<string, string> = {
  "1": 'font-weight="bold" fill="#ffffff"',
  "2": 'fill="#8b949e"',
  "32": 'fill="#3fb950"',
  "36": 'fill="#56d4dd"',
};

const main = new URL("../dist/main.js", import.meta.url).pathname;
const { stdout } = spawnSync(process.execPath, [main, "--once"], {
  encoding: "utf8",
  env: { ...process.env, PORT: "3000", FORCE_COLOR: "1" },
});
const printed = stdout.split("\n");
const shown = [...printed.slice(0, lines), "    …", ...printed.slice(-3)];
const text = shown.map(
  (line, index) => `<text x="16" y="${(index + 2) * lineHeight}" xml:space="preserve">${spans(line)}</text>`,
);
const height = (shown.length + 2) * lineHeight;
const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="The transcript of npx -y pnpm@12 start">
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="13" fill="#c9d1d9">
${text.join("\n")}
</g>
</svg>
`;
writeFileSync(new URL("../../../.github/transcript.svg", import.meta.url), svg);

/** A line whose colours are spans. A code that ends a colour (22, 39, 0) goes back to the one around it. */
function spans(line: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what colours are made of
  const parts = line.split(/\u001b\[(\d+)m/);
  let result = "";
  let open = 0;
  for (const [index, part] of parts.entries()) {
    if (index % 2 === 0) {
      result += part.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
    } else if (colours[part]) {
      result += `<tspan ${colours[part]}>`;
      open += 1;
    } else if (open > 0) {
      result += "</tspan>";
      open -= 1;
    }
  }
  return result + "</tspan>".repeat(open);
}
