// `pnpm test`: every check there is, then the number of tests that were run.
import { rmSync } from "node:fs";
import { assertNode } from "./assert-node.ts";
import { generateAll } from "./generate-all.ts";
import { drift, generatedFiles } from "./generated-files.ts";
import { readReports } from "./reports.ts";
import { runTurbo } from "./turbo.ts";

assertNode();
const began = performance.now();
for (const { folder } of readReports()) {
  rmSync(new URL(`../${folder}/.reports`, import.meta.url), { recursive: true });
}

const before = generatedFiles();
let failed = (await generateAll()) !== 0;
const drifted = failed ? [] : drift(before, generatedFiles());
if (drifted.length > 0) {
  failed = true;
  console.error(`Generated code was not what the spec gives. It is now; look at it and commit it:\n`);
  for (const file of drifted) console.error(`  ${file}`);
  console.error(
    "\nIf you changed one of these by hand, the change is gone: it belongs into spec/ or a generator.",
  );
}

const checks = ["//#format", "//#structure", "lint", "typecheck", "build", "test"];
if (!failed) failed = (await runTurbo([...checks, "--continue=dependencies-successful"])) !== 0;

const reports = readReports();
const sum = (key: "passed" | "failed" | "skipped") =>
  reports.reduce((total, report) => total + report[key], 0);
console.log("\n  package               tests   lines of hand-written code that they run");
for (const { folder, passed, failed: red, coverage } of reports) {
  const percent = coverage === undefined ? "" : `${coverage.toFixed(1)} %`;
  console.log(`  ${folder.padEnd(20)} ${String(passed + red).padStart(6)}   ${percent}`);
}
console.log("  (What a test starts as a process of its own, such as the command line, does not count.)");
console.log(
  `\n${failed ? "Not all is well" : "All checks passed"}, in ${((performance.now() - began) / 1000).toFixed(1)} s.`,
);
const skipped = sum("skipped") > 0 ? `, ${sum("skipped")} skipped` : "";
console.log(`${sum("passed")} passed, ${sum("failed")} failed${skipped}`);
process.exitCode = failed ? 1 : 0;
