import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { offlinePage } from "./offline-page.ts";
import { decision, decisionPage } from "./pages/decision.ts";
import { startPage } from "./pages/start.ts";
import { redoclyPage } from "./redocly-page.ts";
import { referenceSpec } from "./reference-spec.ts";
import type { Spec } from "./spec.ts";

export interface Site {
  spec: Spec;
  /** The folder of the decision records, `NNNN-title.md` each. */
  decisions: string;
  /** The folder to write. What was in it is removed. */
  output: string;
}

/** Writes the whole site. The same input gives the same bytes. */
export async function buildSite({ spec, decisions, output }: Site): Promise<void> {
  const files = (await readdir(decisions)).sort();
  const records = await Promise.all(
    files.map(async (file) => decision(file, await readFile(join(decisions, file), "utf8"))),
  );
  const pages = new Map([
    ["index.html", startPage(spec, records)],
    ["reference.html", offlinePage(await redoclyPage(referenceSpec(spec)))],
    ["openapi.json", `${JSON.stringify(spec, null, 2)}\n`],
    ...records.map((record) => [`decisions/${record.name}.html`, decisionPage(record)] as const),
  ]);
  await rm(output, { recursive: true, force: true });
  await mkdir(join(output, "decisions"), { recursive: true });
  await Promise.all([...pages].map(([file, text]) => writeFile(join(output, file), text)));
}
