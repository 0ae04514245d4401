// `pnpm release:version`: gives the changes that wait a version, and keeps the spec as it is released.
import { fileURLToPath } from "node:url";
import { assertNode } from "./assert-node.ts";
import { freezeSpec } from "./freeze-spec.ts";
import { generateAll } from "./generate-all.ts";

assertNode();
// What is loaded here reads what is generated.
const code = await generateAll();
if (code !== 0) process.exit(code);
const root = fileURLToPath(new URL("../", import.meta.url));
const load = (path: string) => import(new URL(`../${path}`, import.meta.url).href);
const { specDiff } = await load("spec/diff/main.ts");
const { releaseVersionCommand } = await load("packages/release/src/commands/release-version.ts");
try {
  // The versions fit what changed, or nothing is done.
  const fits = await specDiff([]);
  if (fits !== 0) process.exit(fits);
  const { before, after } = await releaseVersionCommand(root);
  console.log(`${before} → ${after}. ${await freezeSpec()}`);
  console.log("Look at it, commit it, and have it merged.");
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
