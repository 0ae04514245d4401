import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Figure } from "../figure.ts";
import { median, spreadOf } from "../median.ts";
import type { Scenario, Settings, Size } from "../scenario.ts";
import { type Checked, type Compiler, checkProgram, compilers } from "./check-program.ts";
import { type Program, programNames } from "./programs.ts";

const sizes: Readonly<Record<Size, number>> = { short: 1, moderate: 7, full: 15 };

type Rounds = Readonly<Record<Program, Checked[]>>;

export const editor: Scenario = {
  summary:
    "what importing our types costs in an editor: instantiations and check time, on TypeScript 6 and 7",
  run: async (settings) => {
    const folder = mkdtempSync(join(tmpdir(), "bench-editor-"));
    try {
      const figures: Figure[] = [];
      for (const compiler of Object.keys(compilers) as Compiler[]) {
        figures.push(...figuresOf(compilers[compiler], await roundsOf(folder, compiler, settings)));
      }
      return { scenario: "editor", method: methodOf(settings), figures };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function roundsOf(folder: string, compiler: Compiler, settings: Settings): Promise<Rounds> {
  const rounds: Rounds = { none: [], "@proto-webhooks/types": [], "@octokit/webhooks-types": [] };
  const wanted = settings.rounds ?? sizes[settings.size];
  for (let round = 1; round <= wanted; round++) {
    settings.progress(`${compilers[compiler]}: round ${round} of ${wanted}`);
    for (const program of programNames) rounds[program].push(await checkProgram(folder, compiler, program));
  }
  return rounds;
}

function figuresOf(compiler: string, rounds: Rounds): Figure[] {
  const figure = (program: Program, what: keyof Checked): Figure => {
    const added = rounds[program].map((checked, n) => checked[what] - (rounds.none[n]?.[what] ?? Number.NaN));
    const name = `${compiler}, ${program}: ${words[what]}`;
    return {
      name,
      value: median(added),
      unit: what === "instantiations" ? "" : "ms",
      spread: spreadOf(added),
    };
  };
  return [
    { ...figure("@proto-webhooks/types", "instantiations"), target: { bound: "at most", value: 2_000 } },
    { ...figure("@proto-webhooks/types", "checkMs"), target: { bound: "at most", value: 50 } },
    figure("@octokit/webhooks-types", "instantiations"),
    figure("@octokit/webhooks-types", "checkMs"),
  ];
}

const words: Readonly<Record<keyof Checked, string>> = {
  instantiations: "instantiations",
  checkMs: "check time",
};

function methodOf(settings: Settings): string {
  return [
    "A file that imports the types and narrows a union of them, less a file that imports nothing; as tsc",
    "--extendedDiagnostics counts, each time in a compiler that has just been started. The programs take turns;",
    `medians of ${settings.rounds ?? sizes[settings.size]} rounds, with the lowest and the highest. skipLibCheck is on, as editors check declarations only`,
    "when they are opened. The compiler finds no mistake in any of the programs.",
  ].join(" ");
}
