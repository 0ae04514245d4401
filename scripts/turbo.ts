import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const turbo = fileURLToPath(new URL("../node_modules/.bin/turbo", import.meta.url));

/**
 * Runs turbo tasks.
 *
 * @param quiet say nothing unless a task fails, and then all of it on stderr.
 * @returns the exit code.
 */
export async function runTurbo(args: string[], { quiet = false } = {}): Promise<number> {
  const logs = quiet ? ["--output-logs=errors-only", "--log-prefix=none"] : ["--output-logs=new-only"];
  const child = spawn(turbo, ["run", ...args, ...logs], {
    cwd: root,
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1", TURBO_NO_UPDATE_NOTIFIER: "1" },
    stdio: quiet ? ["ignore", "pipe", "pipe"] : "inherit",
  });
  const printed: Buffer[] = [];
  child.stdout?.on("data", (chunk) => printed.push(chunk));
  child.stderr?.on("data", (chunk) => printed.push(chunk));
  const code = await new Promise<number>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exit) => resolve(exit ?? 1));
  });
  if (code !== 0) process.stderr.write(Buffer.concat(printed));
  return code;
}
