import { exitCode } from "./exit-code.ts";
import { style } from "./style.ts";

/**
 * Writes a line to stdout, and resolves when the system has taken it. Never when it could not be written: that ends the
 * process, and what waits for this must not go on as if somebody had read it.
 */
export function print(line: string): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.write(`${line}\n`, (error) => {
      if (!error) resolve();
    });
  });
}

/** Writes one value as a line of JSON to stdout. */
export function printJson(value: unknown): Promise<void> {
  return print(JSON.stringify(value));
}

/** Writes a line to stderr: what a person wants to know, and what is no result. */
export function printNote(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Writes to stderr what went wrong. */
export function printError(message: string): void {
  printNote(`${errorWord()} ${message}`);
}

/** What every error on stderr begins with. */
export function errorWord(): string {
  return style("red", "error:", process.stderr);
}

/** Ends the process when its output cannot be written: without a word when whoever reads it went away. */
export function endOnFailedOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit(exitCode.pipeClosed);
      if (stream === process.stdout) printError(`stdout cannot be written to: ${error.message}`);
      process.exit(exitCode.failed);
    });
  }
}
