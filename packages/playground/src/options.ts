import { parseArgs } from "node:util";

/** How the playground was asked to run. */
export interface Options {
  host: string;
  port: number;
  /** Play the conversation and exit. */
  once: boolean;
  help: boolean;
}

/** A request that cannot be met as it was written. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

export const help: string = `Plays one conversation: a mock Proto delivers it over HTTP to a receiver, and each delivery is handled.

Usage: npx -y pnpm@12 start [--once]

  --once   exit when the conversation is over: 0 when all was handled as expected, 1 otherwise
  --help   this text

Environment:
  PORT     where the receiver listens (default 3000)
  HOST     on which address (default 127.0.0.1)`;

/** @throws {UsageError} */
export function readOptions(args: string[], env: NodeJS.ProcessEnv): Options {
  const port = Number(env.PORT ?? "3000");
  if (!/^\d+$/.test(env.PORT ?? "3000") || port > 65_535) {
    throw new UsageError(`PORT must be a whole number from 0 to 65535, and it is "${env.PORT}".`);
  }
  try {
    const { values } = parseArgs({
      args,
      options: {
        once: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    return { host: env.HOST || "127.0.0.1", port, once: values.once, help: values.help };
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${help}`);
  }
}
