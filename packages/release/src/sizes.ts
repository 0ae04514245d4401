import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { isModule } from "./entry-targets.ts";
import { markdownTable } from "./markdown-table.ts";
import type { WorkspacePackage } from "./public-packages.ts";

/** What one entry adds to a bundle. */
export interface EntrySize {
  /** As it is imported. */
  entry: string;
  /** Bytes, minified by esbuild. */
  minified: number;
  /** Bytes, of that, gzipped. */
  gzipped: number;
}

export interface Ceiling {
  /** The most that the entry may have, in bytes, minified and gzipped. */
  gzipped: number;
  /** Why so much, and no more. */
  why: string;
}

/** Measures every entry that can be imported, from what is built. All that comes with it counts; its peers do not. */
export async function entrySizes(packages: readonly WorkspacePackage[]): Promise<EntrySize[]> {
  const sizes = packages.map(async ({ name, folder, manifest }) => {
    const peers = Object.keys(manifest.peerDependencies ?? {});
    return await Promise.all(
      entriesOf(name, manifest.exports ?? {}).map((entry) => measure(entry, folder, peers)),
    );
  });
  return (await Promise.all(sizes)).flat();
}

function entriesOf(name: string, exports: Record<string, unknown>): string[] {
  return Object.entries(exports)
    .filter(([path, target]) => !path.includes("*") && isModule(target))
    .map(([path]) => name + path.slice(1));
}

async function measure(entry: string, folder: string, peers: readonly string[]): Promise<EntrySize> {
  const { outputFiles } = await build({
    stdin: { contents: `export * from ${JSON.stringify(entry)};`, resolveDir: folder },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "neutral",
    target: "es2023",
    mainFields: ["module", "main"],
    external: ["node:*", ...peers.flatMap((peer) => [peer, `${peer}/*`])],
    legalComments: "none",
    write: false,
    logLevel: "silent",
  });
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  return { entry, minified: code.length, gzipped: gzipSync(code, { level: 9 }).length };
}

/** One line for each entry above its ceiling, or without one, and for each ceiling of nothing. */
export function sizeFaults(
  sizes: readonly EntrySize[],
  ceilings: Readonly<Record<string, Ceiling>>,
): string[] {
  const file = "packages/release/size-ceilings.json";
  const gone = Object.keys(ceilings).filter((entry) => !sizes.some((size) => size.entry === entry));
  return [
    ...sizes.flatMap(({ entry, gzipped }) => {
      const ceiling = ceilings[entry];
      if (ceiling === undefined)
        return [`${entry} has no ceiling. It has ${gzipped} bytes; give it one in ${file}, with the reason.`];
      if (gzipped <= ceiling.gzipped) return [];
      return [
        `${entry} has ${gzipped} bytes, minified and gzipped; its ceiling is ${ceiling.gzipped}: ${ceiling.why} Make it smaller, or raise the ceiling in ${file} and say there what the bytes are for.`,
      ];
    }),
    ...gone.map((entry) => `${file} has a ceiling for ${entry}, which no package has.`),
  ];
}

/** The table as it stands in the README. */
export function sizeTable(sizes: readonly EntrySize[]): string {
  const rows = sizes.map(({ entry, minified, gzipped }) => [
    `\`${entry}\``,
    kilobytes(minified),
    kilobytes(gzipped),
  ]);
  return markdownTable(["entry", "minified", "gzipped"], rows, [1, 2]);
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1_000).toFixed(1)} kB`;
}
