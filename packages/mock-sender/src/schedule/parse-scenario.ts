import { isObject } from "../check.ts";
import { checkHeader, type Header } from "../trace/header.ts";
import { inPlace, readJson } from "../trace/read-json.ts";
import { checkedScenario, type Scenario } from "./scenario.ts";

/** A scenario as JSON, for people to read and change. */
export function formatScenario(scenario: Scenario): string {
  const header: Header = { format: "proto-webhooks-scenario", version: 1 };
  return `${JSON.stringify({ ...header, ...scenario }, null, 2)}\n`;
}

/**
 * Reads a scenario. What habits do not say is as in the functions that make them.
 *
 * @param what names it in errors, such as its file. Default `scenario`.
 * @throws {FormatError} with the line and column, or the path, of what is wrong.
 */
export function parseScenario(text: string, what = "scenario"): Scenario {
  const value = readJson(text, what);
  checkHeader(value, "scenario", what);
  const { format: _, version: __, ...rest } = isObject(value) ? value : {};
  return inPlace(what, undefined, () => checkedScenario(rest));
}
