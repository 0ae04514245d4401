/// <reference types="node" />
import { type ChildProcess, spawn } from "node:child_process";
import process from "node:process";
import { setTimeout as delay } from "node:timers/promises";
import { findBinaries, findUser } from "./binaries.ts";

export interface ServerOptions {
  readonly folder: string;
  readonly port: number;
  readonly settings: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** One run of the server on its folder. */
export class ServerProcess {
  readonly #process: ChildProcess;
  readonly #ended: Promise<unknown>;

  private constructor(process: ChildProcess, ended: Promise<unknown>) {
    this.#process = process;
    this.#ended = ended;
  }

  /** Resolves when it takes connections. */
  static async start(options: ServerOptions): Promise<ServerProcess> {
    // What a killed server leaves running holds the folder for a moment longer.
    for (let tries = 100; ; tries--) {
      const started = await tryToStart(options);
      if (started.isReady) return new ServerProcess(started.process, started.ended);
      if (tries === 1 || !/shared memory block|lock file/.test(started.log)) {
        throw new Error(`PostgreSQL did not start.\n${started.log}`);
      }
      await delay(50);
    }
  }

  /** Ends it in an orderly way, whoever is connected. */
  stop(): Promise<void> {
    return this.#end("SIGINT");
  }

  /** Ends it at once; it tidies up behind itself, but not its data. */
  quit(): Promise<void> {
    return this.#end("SIGQUIT");
  }

  kill(): Promise<void> {
    return this.#end("SIGKILL");
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    this.#process.kill(signal);
    await this.#ended;
  }
}

interface Started {
  readonly process: ChildProcess;
  readonly ended: Promise<unknown>;
  readonly isReady: boolean;
  /** What it said until then. */
  readonly log: string;
}

async function tryToStart({ folder, port, settings, env }: ServerOptions): Promise<Started> {
  const { postgres } = await findBinaries();
  // No socket file: it would lie outside of the folder.
  const all = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "lc_messages=C", ...settings];
  const flags = ["-D", folder, "-p", String(port), ...all.flatMap((setting) => ["-c", setting])];
  const stdio = ["ignore", "ignore", "pipe"] as const;
  const child = spawn(postgres, flags, {
    ...findUser(),
    cwd: "/",
    stdio: [...stdio],
    env: { ...process.env, ...env },
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  let log = "";
  const isReady = await new Promise<boolean>((resolve, reject) => {
    // Goes on reading when it is ready: a full pipe would stop the server.
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      if (log.length < 100_000) log += text;
      if (log.includes("ready to accept connections")) resolve(true);
    });
    child.on("close", () => resolve(false));
    child.on("error", reject);
  });
  return { process: child, ended, isReady, log };
}
