import { readFile } from "node:fs/promises";
import { formatScenario, parseScenario } from "../schedule/parse-scenario.ts";
import type { Scenario } from "../schedule/scenario.ts";
import { formatTrace } from "../trace/format-trace.ts";
import { parseTrace } from "../trace/parse-trace.ts";
import type { Trace } from "../trace/trace.ts";
import { writeWhole } from "./write-whole.ts";

/** Keeps a trace in a file: whole, or not at all. */
export async function saveTrace(path: string, trace: Trace): Promise<void> {
  await writeWhole(path, formatTrace(trace));
}

/** @throws {FormatError} which names the file, the line, and the column or path. */
export async function loadTrace(path: string): Promise<Trace> {
  return parseTrace(await readFile(path, "utf8"), path);
}

/** Keeps a scenario in a file: whole, or not at all. */
export async function saveScenario(path: string, scenario: Scenario): Promise<void> {
  await writeWhole(path, formatScenario(scenario));
}

/** @throws {FormatError} which names the file, and the line and column or the path. */
export async function loadScenario(path: string): Promise<Scenario> {
  return parseScenario(await readFile(path, "utf8"), path);
}
