import { readFile, writeFile } from "node:fs/promises";
import { defineConfig } from "tsdown";

/** Whose code stands in the build, under the MIT licence: Ajv's output and formats, and the distance of two words. */
const bundled = ["ajv", "ajv-formats", "fastest-levenshtein"];

export default defineConfig({
  entry: ["src/index.ts", "src/strict.ts"],
  dts: true,
  format: "esm",
  platform: "neutral",
  target: "es2022",
  inputOptions: { resolve: { mainFields: ["module", "main"] } },
  outExtensions: () => ({ js: ".js", dts: ".d.ts" }),
  deps: { onlyBundle: ["fastest-levenshtein"] },
  hooks: {
    "build:done": async () => {
      const notices = await Promise.all(bundled.map(notice));
      await writeFile(new URL("dist/THIRD-PARTY-LICENSES.md", import.meta.url), notices.join("\n"));
    },
  },
});

async function notice(name: string): Promise<string> {
  const folder = new URL(`node_modules/${name}/`, import.meta.url);
  const licence = await readFile(new URL("LICENSE", folder), "utf8").catch(() =>
    readFile(new URL("LICENSE.md", folder), "utf8"),
  );
  return `# ${name}\n\n${licence.trim()}\n`;
}
