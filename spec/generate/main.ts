// Checks the whole spec, then bundles and publishes it. A spec with a mistake is not bundled, so that nothing is generated
// from it.
import { replaceFile } from "@proto-webhooks/scripts/generator";
import { checkSpec } from "../check/check-spec.ts";
import { showProblems } from "../check/show-problems.ts";
import { writeChanges } from "../diff/write-changes.ts";
import { bundleSpec } from "./bundle-spec.ts";
import { writePublishedFiles } from "./write-published-files.ts";

const folder = import.meta.dirname.replace(/[\\/]generate$/, "");
const problems = await checkSpec(folder);
if (problems.length === 0) {
  await replaceFile(new URL("../dist/openapi.json", import.meta.url), await bundleSpec(folder));
  await Promise.all([writePublishedFiles(), writeChanges()]);
} else {
  console.error(showProblems(problems, "spec"));
  process.exitCode = 1;
}
