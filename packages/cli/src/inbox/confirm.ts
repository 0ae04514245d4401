import { createInterface } from "node:readline";

/** Whether there is somebody who can be asked. */
export function canAsk(): boolean {
  return Boolean(process.stdin.isTTY && process.stderr.isTTY);
}

/** Asks on stderr. Anything but y or yes is no, as is the end of the input; Ctrl-C ends the process. */
export async function confirm(question: string): Promise<boolean> {
  process.stderr.write(`${question} [y/N] `);
  const lines = createInterface({ input: process.stdin, terminal: false });
  const answer = await new Promise<string>((resolve) => {
    lines.once("line", resolve);
    lines.once("close", () => resolve("\n"));
  });
  lines.close();
  // Nobody pressed Enter: what is said next goes on a line of its own.
  if (answer === "\n") process.stderr.write("\n");
  return /^y(es)?$/i.test(answer.trim());
}
