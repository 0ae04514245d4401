import { statSync } from "node:fs";
import type { Delivery } from "@proto-webhooks/types";
import { CliError } from "../cli-error.ts";
import { readDeliveries } from "../deliveries/read-deliveries.ts";
import { isBlank } from "../deliveries/split-lines.ts";
import { printNote } from "../print.ts";
import { printable } from "../printable.ts";
import { deliveryOf, findTypes, typeNames } from "./known-type.ts";

/** One request to send: from a file with its line, or for a type. */
export interface Outgoing {
  file: string | null;
  line: number | null;
  type: string | null;
  body: Delivery | Uint8Array<ArrayBuffer>;
}

/**
 * What a word on the command line asks to send: the delivery of a known type, or those of a file.
 *
 * @throws CliError when it is both or neither, or the file cannot be read.
 */
export async function* findOutgoing(word: string): AsyncGenerator<Outgoing> {
  const [type, other] = findTypes(word);
  if (!type) {
    if (!isFile(word) && !/[./\\-]/.test(word)) throw new CliError(unknownMessage(word));
    yield* outgoingOf(word);
    return;
  }
  if (isFile(word)) throw new CliError(bothMessage(word, type.name));
  if (other) printNote(`${word} is sent as ${type.name}; the other one is ${other.name}.`);
  yield { file: null, line: null, type: type.name, body: deliveryOf(type) };
}

async function* outgoingOf(file: string): AsyncGenerator<Outgoing> {
  for await (const { line, bytes } of readDeliveries(file)) {
    if (!isBlank(bytes)) yield { file, line, type: null, body: bytes };
  }
}

/** A folder does not count: one that is called `media` is no file that anybody meant to send. */
function isFile(word: string): boolean {
  return statSync(word, { throwIfNoEntry: false })?.isFile() ?? false;
}

function bothMessage(word: string, name: string): string {
  return `${word} is a known type and a file here. Say which one to send:\n  the file: ./${word}\n  the type: ${name}`;
}

function unknownMessage(word: string): string {
  return `${printable(word)} is neither a known type nor a file here. Known types:\n  ${typeNames().join("\n  ")}`;
}
