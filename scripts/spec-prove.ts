// `pnpm spec:prove`: adds types to a copy of the spec, and has all tests of all that is generated from it run there.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { prepare } from "./prepare.ts";
import { copyOfWorkspace } from "./test/copy-of-workspace.ts";
import { fillIn } from "./test/types-to-add.ts";

await prepare("build", "--filter=proto-webhooks");
const cli = fileURLToPath(new URL("../packages/cli/bin/proto-webhooks.js", import.meta.url));
const copy = copyOfWorkspace("proves-");
process.on("exit", () => copy.remove());

/** Runs a program in the copy. Ends this one when it fails. */
function run(...args: [string, ...string[]]): void {
  const [program, ...rest] = args;
  const { status } = spawnSync(program, rest, { cwd: copy.folder, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

const packages = ["spec", "types", "validators", "mock-sender", "playground"].map(
  (name) => `@proto-webhooks/${name}`,
);
const filters = [...packages, "proto-webhooks"].map((name) => `--filter=${name}`);
const turbo = fileURLToPath(new URL("../node_modules/.bin/turbo", import.meta.url));

console.log("\nAs they are begun: the spec's tests.\n");
for (const [kind, name] of [
  ["event", "chat_started"],
  ["message", "trip"],
  ["button", "call"],
] as const) {
  run(process.execPath, cli, "new", kind, name);
}
run(turbo, "run", "test", "--filter=@proto-webhooks/spec", "--output-logs=errors-only");

console.log("\nFilled in: types and tests of all that is generated from the spec.\n");
fillIn(copy);
run(turbo, "run", "typecheck", "--output-logs=errors-only");
run(turbo, "run", "test", ...filters, "--continue", "--output-logs=errors-only");
console.log("\nAll of them pass, without an edit outside of spec/.");
