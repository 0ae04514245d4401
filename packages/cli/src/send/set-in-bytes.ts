import { CliError } from "../cli-error.ts";
import { parseJson } from "../deliveries/parse-json.ts";
import { written } from "./outgoing.ts";
import type { Setter } from "./set-in.ts";

/** Of what a delivery is, as errors name it. */
export interface Place {
  /** What its lines are counted in. */
  file: string;
  name: string;
  firstLine: number;
}

/**
 * Sets values in a delivery as it stands in a file.
 *
 * @returns it written anew.
 * @throws CliError with the place when it is no JSON, or has no place for what is to be set.
 */
export function setInBytes(bytes: Buffer, { file, name, firstLine }: Place, set: Setter): Uint8Array {
  const parsed = parseJson(bytes, firstLine);
  if (!parsed.ok) throw new CliError(`${file}: ${parsed.message}. --set needs JSON to set it in.`);
  try {
    set(parsed.value);
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    throw new CliError(`${name}: ${error.message}`);
  }
  return written(parsed.value);
}
