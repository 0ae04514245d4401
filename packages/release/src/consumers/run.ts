import { execFile } from "node:child_process";

/**
 * Runs a command to its end.
 *
 * @returns what it printed.
 * @throws what it printed, on both streams, when it fails: compilers and test runners tell their findings on either.
 */
export async function run(
  command: string,
  args: readonly string[],
  { cwd, env = {} }: { cwd: string; env?: NodeJS.ProcessEnv },
): Promise<string> {
  return await new Promise((resolve, reject) => {
    const options = { cwd, env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024, timeout: 300_000 };
    const child = execFile(command, args, options, (error, stdout, stderr) => {
      if (error === null) return resolve(stdout);
      const how = [command, ...args].join(" ");
      reject(new Error(`${how} in ${cwd} ended with ${error.code ?? error.signal}:\n${stdout}${stderr}`));
    });
    child.stdin?.end();
  });
}
