import { tmpdir } from "node:os";
import { parseArgs } from "node:util";
import type { Settings, Size } from "./scenario.ts";
import { type ScenarioName, scenarioNames, scenarios } from "./scenarios.ts";
import { storeNames } from "./stores/store.ts";

/** How the benchmark was asked to run. */
export interface Options extends Omit<Settings, "progress"> {
  /** The command, without paths: those are the machine's own. */
  readonly spelled: string;
  readonly scenarios: readonly ScenarioName[];
  /** Exit with 1 when a target is missed. */
  readonly check: boolean;
  /** Keep the results in the repo. */
  readonly write: boolean;
  /** Where to write the results as JSON. */
  readonly json: string | undefined;
  readonly help: boolean;
}

/** A request that cannot be met as it was written. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

const list = scenarioNames.map((name) => `  ${name.padEnd(10)} ${scenarios[name].summary}`).join("\n");

export const help: string = `Measures the receiver and the mock, each thing beside what it is compared with.

Usage: npx -y pnpm@12 bench [scenario …] [options]

Without a scenario it runs all:
${list}

  --full           as much as the targets speak of: some twelve minutes instead of three
  --short          as little as possible, only to see that it runs; says nothing about speed
  --rounds N       rounds, instead of what the size says
  --store NAME     only this store: ${storeNames.join(" or ")}
  --folder DIR     where the stores keep their files, on the disk to be measured (default: the system's temporary folder)
  --duplicates M   off or flag, instead of what the receiver does by default
  --pin            hold a server and what loads it on a core each; on a quiet machine it makes figures steadier
  --check          exit with 1 when a target is missed
  --json FILE      write the results as JSON, too
  --write          write the results to packages/benchmarks/results
  --help           this text`;

/** @throws {UsageError} */
export function readOptions(args: string[]): Options {
  const { values, positionals, tokens } = parse(args);
  const size: Size = values.short ? "short" : values.full ? "full" : "moderate";
  if (values.short && values.full) throw new UsageError("It is either --short or --full.");
  if (values.short && (values.check || values.write)) {
    throw new UsageError("What --short measures says nothing: it can be neither checked nor kept.");
  }
  const rounds = values.rounds === undefined ? undefined : Number(values.rounds);
  if (rounds !== undefined && !(Number.isInteger(rounds) && rounds > 0)) {
    throw new UsageError("--rounds takes a whole number from 1.");
  }
  const spelled = tokens.flatMap((token) => {
    if (token.kind === "positional") return [token.value];
    if (token.kind !== "option" || token.name === "folder" || token.name === "json") return [];
    return [`--${token.name}`, ...(token.value === undefined ? [] : [token.value])];
  });
  return {
    spelled: ["pnpm bench", ...spelled].join(" "),
    scenarios:
      positionals.length === 0
        ? scenarioNames
        : positionals.map((name) => oneOf("scenario", scenarioNames, name)),
    size,
    rounds,
    stores: values.store === undefined ? storeNames : [oneOf("store", storeNames, values.store)],
    folder: values.folder,
    duplicates:
      values.duplicates === undefined ? undefined : oneOf("mode", ["off", "flag"], values.duplicates),
    pin: values.pin,
    check: values.check,
    write: values.write,
    json: values.json,
    help: values.help,
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      tokens: true,
      options: {
        full: { type: "boolean", default: false },
        short: { type: "boolean", default: false },
        rounds: { type: "string" },
        store: { type: "string" },
        folder: { type: "string", default: tmpdir() },
        duplicates: { type: "string" },
        pin: { type: "boolean", default: false },
        check: { type: "boolean", default: false },
        json: { type: "string" },
        write: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${help}`);
  }
}

function oneOf<const T extends string>(what: string, names: readonly T[], name: string): T {
  const found = names.find((one) => one === name);
  if (found === undefined)
    throw new UsageError(`There is no ${what} "${name}". There are ${names.join(", ")}.`);
  return found;
}
