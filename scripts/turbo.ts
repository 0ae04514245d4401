import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";

const root = fileURLToPath(new URL("../", import.meta.url));
const turbo = fileURLToPath(new URL("../node_modules/.bin/turbo", import.meta.url));

const isWindows = process.platform === "win32";

/** For turbo and what it starts: nothing is asked or told over the network, and Node compiles our tools once. */
const settings = {
  TURBO_TELEMETRY_DISABLED: "1",
  TURBO_NO_UPDATE_NOTIFIER: "1",
  NODE_COMPILE_CACHE: fileURLToPath(new URL("../node_modules/.cache/compile", import.meta.url)),
};

/**
 * Runs turbo tasks.
 *
 * @param quiet say nothing unless a task fails, and then all of it on stderr.
 * @param signal ends turbo and its tasks, and what it returns for waits for that; nothing is said then. The keys of a
 *   terminal then reach this process only.
 * @returns the exit code.
 */
export async function runTurbo(
  args: string[],
  { quiet = false, signal }: { quiet?: boolean; signal?: AbortSignal } = {},
): Promise<number> {
  if (signal?.aborted) return 1;
  const logs = quiet ? ["--output-logs=errors-only", "--log-prefix=none"] : ["--output-logs=new-only"];
  const child = spawn(turbo, ["run", ...args, ...logs], {
    cwd: root,
    env: { ...settings, ...process.env },
    detached: signal !== undefined && !isWindows,
    stdio: quiet ? ["ignore", "pipe", "pipe"] : "inherit",
  });
  const printed: Buffer[] = [];
  child.stdout?.on("data", (chunk) => printed.push(chunk));
  child.stderr?.on("data", (chunk) => printed.push(chunk));
  // The command is a script that starts the real turbo, which ends its tasks before itself: both are of one group.
  const end = (): unknown =>
    isWindows || child.pid === undefined ? child.kill() : process.kill(-child.pid, "SIGINT");
  signal?.addEventListener("abort", end);
  const code = await new Promise<number>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exit) => resolve(exit ?? 1));
  });
  signal?.removeEventListener("abort", end);
  if (code !== 0 && !signal?.aborted) process.stderr.write(tasksOwn(Buffer.concat(printed).toString()));
  return code;
}

/** What turbo and pnpm say around a task that failed. */
const around =
  /^( {3}• |cache miss, executing|\$ |\[?ELIFECYCLE\]?|\S+#\S+: +ERROR| (Tasks|ERROR)|Cached:| +Time:|Failed:)/;

/** The words of the task itself; all of it when it has none. */
function tasksOwn(output: string): string {
  const plain = output.split("\n").filter((line) => !around.test(stripVTControlCharacters(line)));
  return `${plain.join("\n").trim() || output}\n`;
}
