import { readFileSync } from "node:fs";

/**
 * Stops when this is not the Node that the repo brings along: after an install that failed, pnpm only warns and runs
 * scripts on whatever Node the machine has.
 */
export function assertNode(): void {
  const workspace = readFileSync(new URL("../pnpm-workspace.yaml", import.meta.url), "utf8");
  const wanted = /^nodeVersion: (\S+)$/m.exec(workspace)?.[1];
  if (process.versions.node === wanted) return;
  console.error(`This runs on Node ${process.versions.node}, but the repo brings along ${wanted}.`);
  console.error("The installation is not complete. See what it says: npx -y pnpm@12 install");
  process.exit(1);
}
