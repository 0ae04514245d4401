import { ListenError } from "@proto-webhooks/receiver/node";
import { onCtrlC } from "./ctrl-c.ts";
import { help, readOptions, UsageError } from "./options.ts";
import { run } from "./run.ts";
import { createTranscript } from "./transcript.ts";

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const options = readOptions(process.argv.slice(2), process.env);
    if (options.help) {
      console.log(help);
      return 0;
    }
    const release = options.once ? () => {} : onCtrlC(() => stop.abort());
    try {
      return await run(options, createTranscript(process.stdout), stop.signal);
    } finally {
      release();
    }
  } catch (error) {
    if (error instanceof UsageError) console.error(error.message);
    else if (error instanceof ListenError) console.error(explain(error));
    else throw error;
    return 1;
  }
}

/** The free port is offered as the command that takes it. */
function explain(error: ListenError): string {
  if (error.nextFreePort === undefined) return error.message;
  return `${error.message}\n\n  PORT=${error.nextFreePort} npx -y pnpm@12 start`;
}
