import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { publicPackages, workspacePackages } from "./public-packages.ts";

const bumps = ["major", "minor", "patch"];

/**
 * What is wrong with the changesets that wait for a version: one line for each fault, with its place and what to do.
 * Changesets itself stops at the first unknown name with a stack, and takes one that names a private package without a
 * word, though nobody will ever read it.
 */
export function changesetFaults(root: string): string[] {
  const all = new Set(workspacePackages(root).map(({ name }) => name));
  const open = publicPackages(root).map(({ name }) => name);
  const known = `Public are ${open.join(", ")}.`;
  return changesets(root).flatMap((file) => {
    const lines = readFileSync(join(root, file), "utf8").split("\n");
    const end = lines.indexOf("---", 1);
    if (lines[0] !== "---" || end < 0) {
      return [`${file}:1: a changeset begins with its packages between two lines "---".`];
    }
    const names = lines.slice(1, end).flatMap((line, index) => {
      if (line.trim() === "") return [];
      const fault = (what: string) => [`${file}:${index + 2}: ${what}`];
      const [, name = "", bump = ""] = /^\s*["']?([^"':]+)["']?\s*:\s*["']?(\w+)["']?\s*$/.exec(line) ?? [];
      if (name === "") return fault(`expected "package": minor, found ${JSON.stringify(line)}.`);
      if (!all.has(name)) return fault(`there is no package ${name}. ${known}`);
      if (!open.includes(name)) {
        return fault(
          `${name} is private, nobody sees its changelog. Name a public package, or remove this. ${known}`,
        );
      }
      return bumps.includes(bump) ? [] : fault(`${bump} is none of ${bumps.join(", ")}.`);
    });
    const summary = lines
      .slice(end + 1)
      .join("")
      .trim();
    return summary === "" && end > 1
      ? [...names, `${file}:${end + 2}: the sentence for the changelog is missing.`]
      : names;
  });
}

/** The changesets that are in no version yet. */
export function pendingChangesets(root: string): string[] {
  // While versions like 1.0.0-next.0 are made, changesets stay where they are until 1.0.0; this file lists those.
  const pre = join(root, ".changeset/pre.json");
  const done: string[] = existsSync(pre) ? JSON.parse(readFileSync(pre, "utf8")).changesets : [];
  return changesets(root).filter((file) => !done.some((name) => file === `.changeset/${name}.md`));
}

function changesets(root: string): string[] {
  return globSync(".changeset/*.md", { cwd: root })
    .filter((file) => !file.endsWith("README.md"))
    .sort();
}
