import { builtinModules } from "node:module";
import { posix } from "node:path";
import ts from "typescript-6.0";
import { entryTargets } from "./entry-targets.ts";
import type { Tarball } from "./pack.ts";
import { type Manifest, neededBy } from "./public-packages.ts";

/** Files that help those who work on a package, or nobody but its owner. */
const unwanted: [pattern: RegExp, what: string][] = [
  [
    /(^|\/)(tests?|__tests__|__mocks__|fixtures|coverage|node_modules|\.[^/]+)\//,
    "stands in a folder that is not for users",
  ],
  [/\.(test|spec|test-d|bench)\.[cm]?[jt]sx?$/, "is a test"],
  [/(^|\/)(\.[^/]+|tsconfig.*\.json|[^/]+\.config\.[cm]?[jt]s)$/, "is a setting of ours"],
  [/\.(pem|key|p12|db|sqlite|log|tsbuildinfo|tgz)$/, "is a key, a store or a leftover"],
];

/** What opens a door, by its form. None of these is ever shown: only where it stands. */
const secrets: [pattern: RegExp, what: string][] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, "a private key"],
  [/\bnpm_[A-Za-z0-9]{36}\b/, "a token of npm"],
  [/\b(gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{40,})\b/, "a token of GitHub"],
  [/\bAKIA[0-9A-Z]{16}\b/, "a key of AWS"],
  [/_authToken\s*=\s*[\w-]{8,}/, "a token of a registry"],
  [/\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/, "a signed token (JWT)"],
];

/**
 * What a user would stumble over in a package, one line for each: files that do not belong, source maps and entries that
 * lead nowhere, secrets, imports that nothing installs, needs that cannot be met.
 *
 * @param own the names of all packages of the workspace that are private.
 */
export function contentFaults(tarball: Tarball, own: ReadonlySet<string>): string[] {
  const { name, files, manifest } = tarball;
  const faults = [
    ...manifestFaults(manifest, own),
    ...["package.json", "README.md", "LICENSE"]
      .filter((path) => !files.has(path))
      .map((path) => `${path} is missing`),
    ...targets(manifest).flatMap(([entry, path]) =>
      exists(files, path) ? [] : [`${entry} leads to ${path}, which is missing`],
    ),
    ...[...files].flatMap(([path, bytes]) => fileFaults(path, bytes.toString("utf8"), files, manifest)),
  ];
  return faults.map((fault) => `${name}: ${fault}`);
}

function manifestFaults(manifest: Manifest, own: ReadonlySet<string>): string[] {
  const needs = Object.entries({
    ...manifest.dependencies,
    ...manifest.optionalDependencies,
    ...manifest.peerDependencies,
    ...manifest.devDependencies,
  });
  return [
    ...(manifest.license === "MIT" ? [] : [`package.json: license is ${manifest.license}, not MIT`]),
    ...("scripts" in manifest ? ["package.json: scripts are ours, and install scripts run at users"] : []),
    ...needs.flatMap(([needed, range]) => {
      if (own.has(needed)) return [`package.json: it needs ${needed}, which is private`];
      return /^(workspace|file|link|catalog|git|https?):/.test(range)
        ? [`package.json: ${needed} is wanted as ${range}, which only this repository knows`]
        : [];
    }),
  ];
}

function fileFaults(path: string, text: string, files: Tarball["files"], manifest: Manifest): string[] {
  const faults = [
    ...unwanted.filter(([pattern]) => pattern.test(path)).map(([, what]) => what),
    ...secrets.filter(([pattern]) => pattern.test(text)).map(([, what]) => `holds what looks like ${what}`),
  ];
  if (/\.(js|cjs|mjs|d\.ts|d\.mts|d\.cts)$/.test(path)) {
    const map = /^\/\/# sourceMappingURL=(?!data:)(\S+)\s*$/m.exec(text)?.[1];
    if (map && !files.has(posix.join(posix.dirname(path), map)))
      faults.push(`names the source map ${map}, which is missing`);
    faults.push(...importFaults(path, text, files, manifest));
  }
  if (path.endsWith(".map")) {
    const { sources = [], sourcesContent = [] } = JSON.parse(text) as {
      sources?: string[];
      sourcesContent?: unknown[];
    };
    const lost = sources.filter((source, index) => {
      return typeof sourcesContent[index] !== "string" && !files.has(posix.join(posix.dirname(path), source));
    });
    if (lost.length > 0) faults.push(`leads to ${lost.join(", ")}, which is missing`);
  }
  return faults.map((fault) => `${path} ${fault}`);
}

/** Imports of what neither stands in the package, nor comes with it, nor is Node's. */
function importFaults(path: string, text: string, files: Tarball["files"], manifest: Manifest): string[] {
  const allowed = new Set([manifest.name, ...neededBy(manifest)]);
  const { importedFiles, typeReferenceDirectives } = ts.preProcessFile(text, true, true);
  return [...importedFiles, ...typeReferenceDirectives].flatMap(({ fileName }) => {
    if (fileName.startsWith(".")) {
      const target = posix.join(posix.dirname(path), fileName);
      // A declaration names the module that it declares.
      const found = path.includes(".d.") ? target.replace(/\.([cm]?)js$/, ".d.$1ts") : target;
      return files.has(found) ? [] : [`imports ${fileName}, which is missing`];
    }
    if (fileName.startsWith("node:")) return [];
    if (builtinModules.includes(fileName))
      return [`imports ${fileName}: only node:${fileName} is surely Node's`];
    const [scope = "", rest = ""] = fileName.split("/");
    const needed = scope.startsWith("@") ? `${scope}/${rest}` : scope;
    return allowed.has(needed) ? [] : [`imports ${fileName}, which package.json does not ask for`];
  });
}

/** Where the entries and commands of a package lead. */
function targets({ exports, bin }: Manifest): [entry: string, path: string][] {
  return Object.entries({ ...exports, ...bin }).flatMap(([entry, node]) =>
    entryTargets(node).map((path): [string, string] => [entry, posix.normalize(path)]),
  );
}

/** A target may stand for many files: `./examples/*`. */
function exists(files: Tarball["files"], path: string): boolean {
  const [before = "", after = ""] = path.split("*");
  if (!path.includes("*")) return files.has(path);
  return [...files.keys()].some((file) => file.startsWith(before) && file.endsWith(after));
}
