// `pnpm release:version`: gives the changes that wait a version, and keeps the spec as it is released.
import { fileURLToPath } from "node:url";
import { assertNode } from "./assert-node.ts";
import { generateAll } from "./generate-all.ts";

assertNode();
const root = fileURLToPath(new URL("../", import.meta.url));
const load = (path: string) => import(new URL(`../${path}`, import.meta.url).href);
// What the others load is there when it is generated only.
await generate();
const { specDiff } = await load("spec/diff/main.ts");
const { releaseVersionCommand } = await load("packages/release/src/commands/release-version.ts");
const { freeze } = await load("spec/diff/freeze.ts");
const { readCurrent } = await load("spec/diff/current.ts");
try {
  // The versions fit what changed, or nothing is done.
  const fits = await specDiff([]);
  if (fits !== 0) process.exit(fits);
  const { before, after } = await releaseVersionCommand(root);
  console.log(`${before} → ${after}. ${await freeze(await readCurrent())}`);
  // The page of versions names what was released.
  await generate();
  console.log("Look at it, commit it, and have it merged.");
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function generate(): Promise<void> {
  const code = await generateAll();
  if (code !== 0) process.exit(code);
}
