import { inspect } from "node:util";
import { type Command, CommanderError } from "commander";
import { CliError } from "./cli-error.ts";
import { exitCode } from "./exit-code.ts";
import { endOnFailedOutput, printError } from "./print.ts";

/** Runs the program on the arguments of this process, and leaves its exit code behind. */
export async function run(program: Command): Promise<void> {
  endOnFailedOutput();
  try {
    await program.parseAsync();
  } catch (error) {
    process.exitCode = exitCodeOf(error);
  }
}

function exitCodeOf(error: unknown): number {
  // Commander has shown the help or the mistake itself; its own code for a mistake is 1, which means "no" here.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.ok : exitCode.failed;
  if (error instanceof CliError) printError(error.message);
  else printError(`this should not happen; please report it with the lines below.\n${inspect(error)}`);
  return exitCode.failed;
}
