import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** Bytes of what a module adds to a bundle, minified and gzipped, all that comes with it included. */
export async function bundleSize(code: string, external: readonly string[] = []): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "neutral",
    target: "es2023",
    mainFields: ["module", "main"],
    external: ["node:*", ...external],
    legalComments: "none",
    write: false,
    logLevel: "silent",
  });
  return gzipSync(outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).length;
}
