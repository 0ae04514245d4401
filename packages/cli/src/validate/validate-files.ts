import { readDeliveries } from "../deliveries/read-deliveries.ts";
import { shownName } from "../deliveries/stdin.ts";
import { UnreadableError } from "../deliveries/unreadable-error.ts";
import { exitCode } from "../exit-code.ts";
import { plural } from "../plural.ts";
import { print, printError, printJson } from "../print.ts";
import { style } from "../style.ts";
import { judgeDelivery } from "./judge-delivery.ts";
import { showVerdict } from "./show-verdict.ts";

/** How deliveries are judged and shown. */
export interface ValidateOptions {
  strict: boolean;
  json: boolean;
}

interface Count {
  valid: number;
  invalid: number;
  unreadable: number;
}

/** Judges all deliveries of all files, shows each as soon as it is judged, and sets the exit code. */
export async function validateFiles(files: string[], options: ValidateOptions): Promise<void> {
  const count: Count = { valid: 0, invalid: 0, unreadable: 0 };
  for (const file of files) {
    try {
      await validateFile(file, options, count);
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      count.unreadable++;
      printError(error.message);
    }
  }
  if (!options.json) await print(summary(count));
  process.exitCode = codeOf(count);
}

async function validateFile(file: string, options: ValidateOptions, count: Count): Promise<void> {
  let judged = 0;
  const name = async () => print(style("bold", shownName(file)));
  for await (const delivery of readDeliveries(file)) {
    const verdict = judgeDelivery(delivery, options.strict);
    count[verdict.valid ? "valid" : "invalid"]++;
    if (options.json) {
      await printJson(verdict);
      continue;
    }
    if (judged++ === 0) await name();
    await print(showVerdict(verdict));
  }
  if (judged > 0 || options.json) return;
  await name();
  await print("  no deliveries in it");
}

function codeOf({ invalid, unreadable }: Count): number {
  if (unreadable > 0) return exitCode.failed;
  return invalid > 0 ? exitCode.no : exitCode.ok;
}

function summary({ valid, invalid, unreadable }: Count): string {
  const parts = [`${plural(valid + invalid, "delivery", "deliveries")}: ${valid} valid, ${invalid} invalid`];
  if (unreadable > 0) parts.push(`${plural(unreadable, "file")} could not be read`);
  const text = parts.join("; ");
  return style(invalid + unreadable > 0 ? "red" : "green", text);
}
