// `pnpm generate`: brings all that is generated up to date with the spec, or leaves all of it as it was.
import { assertNode } from "./assert-node.ts";
import { generateAll } from "./generate-all.ts";
import { drift, generatedFiles } from "./generated-files.ts";

assertNode();
const began = performance.now();
const before = generatedFiles();
process.exitCode = await generateAll();
if (process.exitCode === 0) {
  const changed = drift(before, generatedFiles());
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(changed.length === 0 ? `Nothing changed (${seconds} s).` : `Changed, in ${seconds} s:`);
  for (const file of changed) console.log(`  ${file}`);
}
