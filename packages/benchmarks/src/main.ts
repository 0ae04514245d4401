import { writeFileSync } from "node:fs";
import { missed, type Result } from "./figure.ts";
import { describeMachine } from "./machine.ts";
import { help, type Options, readOptions, UsageError } from "./options.ts";
import { toMarkdown } from "./output/to-markdown.ts";
import { toText } from "./output/to-text.ts";
import { type ScenarioName, scenarios } from "./scenarios.ts";
import { VoidError } from "./void-error.ts";

// Not by process.exitCode: what stops PostgreSQL with the process would end it with 0 before that counts.
process.exit(await main(process.argv.slice(2)));

async function main(args: string[]): Promise<number> {
  try {
    const options = readOptions(args);
    if (!options.help) return await measure(options, args);
    console.log(help);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof VoidError)) throw error;
    console.error(error.message);
    return 1;
  }
}

async function measure(options: Options, args: readonly string[]): Promise<number> {
  const machine = describeMachine();
  const results: Result[] = [];
  for (const name of options.scenarios) {
    const result = await scenarios[name].run({ ...options, progress: (what) => progress(name, what) });
    progress(name, "");
    results.push(result);
    console.log(`${toText(result, options.size !== "short")}\n`);
    if (options.write) keep(name, toMarkdown(result, machine, ["pnpm bench", ...args].join(" ")));
  }
  if (options.json) writeFileSync(options.json, `${JSON.stringify({ machine, results }, null, 2)}\n`);
  const bad = missed(results);
  if (!options.check || bad.length === 0) return 0;
  console.error(`Missed: ${bad.join("; ")}`);
  return 1;
}

/** One line on a terminal, which the next one replaces. */
function progress(name: ScenarioName, what: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${what === "" ? "" : `${name}: ${what}`}`);
}

function keep(name: ScenarioName, text: string): void {
  writeFileSync(new URL(`../results/${name}.md`, import.meta.url), text);
}
