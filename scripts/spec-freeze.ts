// `pnpm spec:freeze`: keeps the spec as released, a step of a release after `changeset version`.
import { assertNode } from "./assert-node.ts";
import { runTurbo } from "./turbo.ts";

assertNode();
const generate = () => runTurbo(["generate", "--filter=@proto-webhooks/spec"], { quiet: true });
const code = await generate();
if (code !== 0) process.exit(code);
const folder = new URL("../spec/diff/", import.meta.url);
const { freeze } = await import(new URL("freeze.ts", folder).href);
const { readCurrent } = await import(new URL("current.ts", folder).href);
try {
  console.log(await freeze(await readCurrent()));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
// The page of versions names what was released.
process.exitCode = await generate();
