/// <reference types="node" />
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import process from "node:process";
import type { KillRunResult } from "./kill-run.ts";

/** All rounds together. */
export interface SoakResult extends Omit<KillRunResult, "violations" | "places"> {
  readonly store: string;
  readonly seed: number;
}

const file = new URL("LAST-SOAK.md", import.meta.url);

const introduction = `# The last soak

\`npx -y pnpm@12 soak --write\` writes this. A receiver is killed (SIGKILL) and started again under load, at points of its
own and at any moment; at the end nothing that was answered is lost, no delivery is half there, the order of each
chat holds, and the books balance. A soak that finds anything else writes nothing.
`;

/** Writes the figures of one store; those of the others stay. */
export function writeSoak(result: SoakResult): void {
  const before = existsSync(file) ? readFileSync(file, "utf8") : introduction;
  const sections = before.split(/^(?=## )/m);
  const title = `## ${result.store}\n`;
  const kept = sections.filter((section) => !section.startsWith(title)).map((section) => section.trimEnd());
  writeFileSync(file, `${[...kept, section(title, result)].join("\n\n")}\n`);
}

function section(title: string, result: SoakResult): string {
  const rows: [string, string][] = [
    ["date", new Date().toISOString().slice(0, 10)],
    ["commit", commit()],
    ["Node", process.versions.node],
    ["seed", String(result.seed)],
    ["duration", `${(result.ms / 60_000).toFixed(1)} min`],
    ["kills", count(result.kills)],
    ...Object.entries(result.killed).map(([point, n]): [string, string] => [`… ${point}`, count(n)]),
    ["deliveries sent", count(result.sent)],
    ["… whose 200 was read", count(result.answered)],
    ["events accepted", count(result.events)],
    ["… in quarantine", count(result.quarantined)],
    ["… dead", count(result.dead)],
    ["attempts", count(result.attempts)],
    ["… at what was handled before", count(result.repeats)],
    ["broken promises", "0"],
  ];
  const [left, right] = [0, 1].map((i) => Math.max(...rows.map((row) => row[i]?.length ?? 0))) as [
    number,
    number,
  ];
  const line = ([name, value]: [string, string]) => `| ${name.padEnd(left)} | ${value.padStart(right)} |`;
  const rule = `| ${"-".repeat(left)} | ${"-".repeat(right - 1)}: |`;
  return [title, line(["", ""]), rule, ...rows.map(line)].join("\n");
}

function count(n: number): string {
  return n.toLocaleString("en");
}

/** What was tested; says so when it was not all committed. */
function commit(): string {
  const git = (...args: string[]): string =>
    execFileSync("git", args, { cwd: new URL(".", import.meta.url), encoding: "utf8" }).trim();
  const isChanged = git("status", "--porcelain", "--", "..", ":!LAST-SOAK.md") !== "";
  return `${git("rev-parse", "--short=10", "HEAD")}${isChanged ? " and changes" : ""}`;
}
