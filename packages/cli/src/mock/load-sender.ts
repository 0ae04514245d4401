import { FormatError, type Scenario } from "@proto-webhooks/mock-sender";
import { loadScenario } from "@proto-webhooks/mock-sender/node";
import { CliError } from "../cli-error.ts";
import { printable } from "../printable.ts";

/** The sender of a scenario in a file, and its seed. @throws CliError with the place of what is wrong. */
export async function loadSender(file: string): Promise<Pick<Scenario, "sender" | "seed">> {
  try {
    const { sender, seed } = await loadScenario(file);
    return { sender, seed };
  } catch (cause) {
    if (cause instanceof FormatError) throw new CliError(printable(cause.message), { cause });
    const { code } = cause as NodeJS.ErrnoException;
    if (code === undefined) throw cause;
    throw new CliError(`${printable(file)} cannot be read (${code}); --sender takes the file of a scenario`, {
      cause,
    });
  }
}
