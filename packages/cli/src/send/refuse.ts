import { CliError } from "../cli-error.ts";
import { shownName } from "../deliveries/stdin.ts";
import type { SendSettings } from "./settings.ts";

/** An option that not everything can be sent with. */
export type SomeOption = "rate" | "concurrency" | "seed" | "set";

/**
 * Refuses options that would have no effect on what is sent.
 *
 * @param kind what is sent, and why they would have none.
 * @throws CliError which names the first one that was given.
 */
export function refuse(settings: SendSettings, kind: string, ...options: SomeOption[]): void {
  const given = options.find((option) =>
    option === "set" ? settings.assignments.length > 0 : settings[option] !== undefined,
  );
  if (!given) return;
  throw new CliError(`--${given} does not go with ${kind}: ${shownName(settings.what)}. Nothing was sent.`);
}
