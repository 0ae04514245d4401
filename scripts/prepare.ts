import { assertNode } from "./assert-node.ts";
import { runTurbo } from "./turbo.ts";

/** Asserts the Node, and runs the turbo task that a command needs first. Ends the process when that fails: turbo says why. */
export async function prepare(...task: string[]): Promise<void> {
  assertNode();
  const code = await runTurbo(task, { quiet: true });
  if (code !== 0) process.exit(code);
}
