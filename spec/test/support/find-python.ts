import { spawnSync } from "node:child_process";

/** What the scripts need: `removeprefix`, a strict `zip`, and a jsonschema that knows draft 2020-12. */
const needs = "import sys; assert sys.version_info >= (3, 10); from jsonschema import Draft202012Validator";

/** A Python with jsonschema, as `python3-jsonschema` of Debian has it; undefined when there is none. */
export function findPython(): string | undefined {
  // The first may be another one than that of the system.
  return ["python3", "/usr/bin/python3"].find((command) => runPython(command, ["-c", needs]).status === 0);
}

/** Runs it, with nothing left behind beside the scripts. */
export function runPython(command: string, args: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: "utf8",
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1", PYTHONIOENCODING: "utf-8" },
  });
  return { status, output: `${stdout ?? ""}${stderr ?? ""}` };
}
