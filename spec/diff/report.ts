import type { Base } from "./base.ts";
import type { Demand } from "./check-versions.ts";
import { describe } from "./describe.ts";
import { type Finding, greatest } from "./finding.ts";
import type { Impact } from "./redocly-diff.ts";

/** What `pnpm spec:diff` found. */
export interface Diff {
  base: Pick<Base, "name" | "isRelease"> & { version: string };
  /** `info.version` now. */
  version: string;
  findings: readonly Finding[];
  /** What the versions must be; absent when the base is no release. */
  demand?: Demand;
}

/** The greatest rating for each side, and of both. */
export function summaryOf(
  findings: readonly Finding[],
): Record<"receiver" | "mockAuthor" | "demanded", Impact | undefined> {
  const receiver = greatest(findings.map((finding) => finding.receiver));
  const mockAuthor = greatest(findings.map((finding) => finding.mockAuthor));
  return {
    receiver,
    mockAuthor,
    demanded: greatest([receiver, mockAuthor].flatMap((impact) => impact ?? [])),
  };
}

/** For people. */
export function textOf({ base, version, findings, demand }: Diff): string {
  const { receiver, mockAuthor, demanded } = summaryOf(findings);
  const lines: string[] = [];
  if (!base.isRelease) {
    lines.push(
      `${base.name} is no release: what changed since then is rated, and no version is demanded.`,
      "",
    );
  }
  if (findings.length === 0) lines.push(`Nothing has changed in the spec since ${base.name}.`);
  else {
    lines.push(
      `What changed in the spec since ${base.name} (version ${base.version}):`,
      "",
      "  receiver  mock author",
    );
    const impacts: readonly Impact[] = ["major", "minor", "patch"];
    const rank = (finding: Finding) => impacts.indexOf(summaryOf([finding]).demanded ?? "patch");
    for (const finding of findings.toSorted((a, b) => rank(a) - rank(b))) {
      lines.push(`  ${finding.receiver.padEnd(8)}  ${finding.mockAuthor.padEnd(11)}  ${describe(finding)}`);
      // A patch explains itself.
      if (finding.why && rank(finding) < 2) lines.push(`                         ${finding.why}`);
    }
    lines.push(
      "",
      `For who receives: ${receiver}. For who plays Proto: ${mockAuthor}. Together: ${demanded}.`,
    );
  }
  if (demand && demand.problems.length === 0) {
    lines.push(
      demanded === undefined
        ? `The version stays: ${version}.`
        : `It demands ${demand.spec} of the spec, which says ${version}, and ${demand.packages} of the packages, which they become.`,
    );
  }
  for (const problem of demand?.problems ?? []) lines.push("", `✖ ${problem}`);
  return `${lines.join("\n")}\n`;
}

/** For programs. Payloads are left out: whoever wants them has the bundles. */
export function jsonOf({ base, version, findings, demand }: Diff): string {
  const changes = findings.map((finding) => ({
    text: describe(finding),
    kind: finding.kind,
    pointer: finding.pointer,
    ...(finding.keyword !== undefined && { keyword: finding.keyword }),
    receiver: finding.receiver,
    mockAuthor: finding.mockAuthor,
    ...(finding.why !== undefined && { why: finding.why }),
  }));
  const { receiver = null, mockAuthor = null, demanded = null } = summaryOf(findings);
  return `${JSON.stringify({ base, version, receiver, mockAuthor, demanded, demand: demand ?? null, changes }, null, 2)}\n`;
}
