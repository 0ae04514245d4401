import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Document, parseDocument } from "yaml";
import { CliError } from "../cli-error.ts";
import { type Change, writeAll } from "./write-all.ts";

/** The files of a spec. What is put into them is seen by who reads it next, and is written by `write` only. */
export interface SpecFiles {
  /** The names of all schemas and examples, relative to the spec, also those that are new. */
  files(): string[];
  pathOf(file: string): string;
  /** The text of a file, with line ends of this project. */
  text(file: string): string;
  json(file: string): unknown;
  /** A file as a document that knows where each part of it stands, and what comments it has. */
  yaml(file: string): Document.Parsed;
  put(file: string, text: string): void;
  /** The types that a union lists. */
  typesOf(union: string): string[];
  /** Writes all that was put, or nothing. @returns the paths of the files. */
  write(): { created: string[]; changed: string[] };
}

/**
 * Opens the spec of a checkout.
 *
 * @param folder where it is; by default `spec` in the working directory or in a folder above it, or one of those itself.
 * @throws CliError when there is none, or what it is read by is not installed.
 */
export async function openSpec(folder?: string): Promise<SpecFiles> {
  const root = folder === undefined ? find(process.cwd()) : resolve(folder);
  if (root === undefined) {
    throw new CliError(`There is no spec in this folder, nor in one above it.
Run it in a checkout of proto-webhooks, or say with --spec where its folder spec is.`);
  }
  if (!isSpec(root))
    throw new CliError(`${folder} is no spec: openapi.yaml or schemas/Event.yaml is missing there.`);
  return specFiles(root, await loadYaml(root));
}

function find(from: string): string | undefined {
  for (const folder of [from, join(from, "spec")]) if (isSpec(folder)) return folder;
  return dirname(from) === from ? undefined : find(dirname(from));
}

function isSpec(folder: string): boolean {
  return ["openapi.yaml", "schemas/Event.yaml"].every((file) => existsSync(join(folder, file)));
}

/** The reader of YAML that the spec is tested with. So nobody installs one with this program who has no spec to change. */
async function loadYaml(root: string): Promise<typeof parseDocument> {
  try {
    const path = createRequire(join(root, "package.json")).resolve("yaml");
    const { parseDocument } = (await import(pathToFileURL(path).href)) as typeof import("yaml");
    return parseDocument;
  } catch {
    throw new CliError(
      `What the spec is read by is not installed. Run npx -y pnpm@12 install in ${dirname(root)}.`,
    );
  }
}

function specFiles(root: string, parse: typeof parseDocument): SpecFiles {
  const changes = new Map<string, Change>();
  const spec: SpecFiles = {
    files: () => [
      ...["schemas", "examples"].flatMap((folder) =>
        readdirSync(join(root, folder)).map((name) => `${folder}/${name}`),
      ),
      ...changes.keys(),
    ],
    pathOf: (file) => join(root, file),
    text: (file) => (changes.get(file)?.text ?? read(root, file)).replaceAll("\r\n", "\n"),
    json(file) {
      try {
        return JSON.parse(spec.text(file));
      } catch (error) {
        throw error instanceof SyntaxError ? broken(file, error.message) : error;
      }
    },
    yaml(file) {
      const document = parse(spec.text(file));
      const [error] = document.errors;
      if (error) throw broken(file, error.message);
      return document;
    },
    put(file, text) {
      const path = spec.pathOf(file);
      const before = existsSync(path) ? readFileSync(path, "utf8") : undefined;
      // A checkout may have the line ends of its system.
      const ends = (before ?? read(root, "openapi.yaml")).includes("\r\n") ? "\r\n" : "\n";
      changes.set(file, { path, before, text: text.replaceAll("\n", ends) });
    },
    typesOf: (union) => Object.keys(spec.yaml(`schemas/${union}.yaml`).toJS().discriminator?.mapping ?? {}),
    write() {
      const all = [...changes.values()];
      // What nothing refers to yet comes first.
      all.sort((a, b) => Number(a.before !== undefined) - Number(b.before !== undefined));
      writeAll(all);
      const pathsOf = (isNew: boolean) =>
        all.filter(({ before }) => (before === undefined) === isNew).map(({ path }) => path);
      return { created: pathsOf(true), changed: pathsOf(false) };
    },
  };
  return spec;
}

function read(root: string, file: string): string {
  try {
    return readFileSync(join(root, file), "utf8");
  } catch (error) {
    throw new CliError(`spec/${file} cannot be read: ${(error as Error).message}`);
  }
}

function broken(file: string, why: string): CliError {
  return new CliError(
    `spec/${file} has a mistake; mend it first, npx -y pnpm@12 generate says more.\n${why}`,
  );
}
