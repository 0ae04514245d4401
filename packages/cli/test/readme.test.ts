import { execFile } from "node:child_process";
import { readFileSync, symlinkSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { files } from "./support/files.ts";
import { listener } from "./support/listener.ts";
import { bin } from "./support/run.ts";

const { folder } = files();
symlinkSync(bin, join(folder, "proto-webhooks"));

/** What the README shows: commands, and what they print. */
const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const shown = [...readme.matchAll(/```console\n\$ (.*)\n([^`]*)```/g)].map(
  ([, command = "", output = ""]) => ({
    command,
    output,
  }),
);

test("the README tells the truth", async () => {
  expect(shown.map(({ command }) => /proto-webhooks (\w+)/.exec(command)?.[1])).toEqual([
    "validate",
    "validate",
    "listen",
    "send",
  ]);
  const receiver = await listener();
  for (const { command, output } of shown) {
    if (/proto-webhooks listen/.test(command)) continue;
    const printed = await shell(command.replace("http://127.0.0.1:3000/webhook", receiver.url));
    expect(comparable(printed)).toBe(comparable(output));
  }
  const { output = "" } = shown.find(({ command }) => command.includes("listen")) ?? {};
  const { rest } = await receiver.stop("SIGINT");
  expect(comparable(`${rest.join("\n")}\n`)).toBe(comparable(output));
});

/** Runs a line in a shell where the program is on the path; prints on stdout, whatever it exits with. */
async function shell(line: string): Promise<string> {
  const PATH = [folder, dirname(process.execPath), process.env.PATH].join(delimiter);
  const ran = promisify(execFile)("sh", ["-c", line], { env: { ...process.env, PATH } });
  return (await ran.catch((error) => error)).stdout;
}

/** Without what differs each time. */
function comparable(text: string): string {
  return text.replace(/\d+\.\d ms/g, "… ms").replace(/\b\d+-[\da-f]{12}\b/g, "…");
}
