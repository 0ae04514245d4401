/// <reference types="node" />
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { fileURLToPath } from "node:url";
import type { Order, Plan, Report } from "./plan.ts";
import type { ProofStore } from "./store-row.ts";

const script = fileURLToPath(new URL("receiver-process.ts", import.meta.url));

/** How a process ended. */
export interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** What it wrote to stderr. */
  readonly stderr: string;
}

/** A receiver process, from outside. */
export class ReceiverHandle {
  readonly #child: ChildProcess;
  readonly #ready: Promise<unknown>;
  /** Where deliveries go; undefined when it ended before it listened. */
  readonly listening: Promise<string | undefined>;
  readonly ended: Promise<End>;

  /**
   * Starts it. It loads its code and waits: what a start takes is over when it is needed.
   *
   * @param cache a folder in which Node keeps the code that it has compiled.
   */
  constructor({ name, url }: ProofStore, cache: string, env: NodeJS.ProcessEnv = {}) {
    this.#child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", script, name, url], {
      stdio: ["ignore", "inherit", "pipe", "ipc"],
      env: { ...process.env, NODE_COMPILE_CACHE: cache, ...env },
    });
    let stderr = "";
    this.#child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    this.ended = once(this.#child, "close").then(([code, signal]) => ({ code, signal, stderr }));
    this.#ready = this.#report("ready");
    this.listening = this.#report("listening").then((report) =>
      report?.kind === "listening" ? report.url : undefined,
    );
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Has it listen and handle; resolves when it was told to. */
  async go(plan: Plan): Promise<void> {
    await this.#ready;
    this.#tell({ kind: "go", plan });
  }

  /** Moves its wall clock. */
  jump(ms: number): void {
    this.#tell({ kind: "jump", ms });
  }

  /** Sends a signal, unless it is gone. */
  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  #tell(order: Order): void {
    // It may have been killed meanwhile.
    if (this.#child.connected) this.#child.send(order, () => {});
  }

  #report(kind: Report["kind"]): Promise<Report | undefined> {
    return new Promise((resolve) => {
      this.#child.on("message", (report: Report) => {
        if (report.kind === kind) resolve(report);
      });
      void this.ended.then(() => resolve(undefined));
    });
  }
}
