import { statSync } from "node:fs";
import { CliError } from "../cli-error.ts";
import { examples } from "../gen/examples.ts";
import { printNote } from "../print.ts";
import { printable } from "../printable.ts";
import { deliveryOf, findTypes, type KnownType, typeNames } from "./known-type.ts";
import { openSource } from "./open-source.ts";
import { written } from "./outgoing.ts";
import { randomDeliveries } from "./random-delivery.ts";
import { type Setter, setIn } from "./set-in.ts";
import type { SendSettings } from "./settings.ts";
import type { PlainSource, Source } from "./source.ts";

/**
 * What a word on the command line asks to send: the delivery of a known type, an example of the spec, or what a file
 * holds.
 *
 * @throws CliError when it is none, or a type and a file; when the file cannot be read; when an option does not go with
 *   it; or when something cannot be set.
 */
export async function findSource(settings: SendSettings): Promise<Source> {
  const { what: word, seed, assignments } = settings;
  const set = setIn(assignments);
  const [type, other] = findTypes(word);
  const example = type ? undefined : exampleNamed(word);
  if (!type && !example) {
    const looksLikeFile = /[./\\-]/.test(word) && !word.startsWith("example:");
    if (!isFile(word) && !looksLikeFile) throw new CliError(unknownMessage(word));
    return openSource(settings, set);
  }
  if (isFile(word)) throw new CliError(bothMessage(word, type?.name ?? `example:${example?.name}`));
  if (type) {
    if (other) printNote(`${word} is sent as ${type.name}; the other one is ${other.name}.`);
    return seed === undefined ? one(type.name, deliveryOf(type), set) : many(type, seed, set);
  }
  if (seed !== undefined) throw new CliError(`--seed makes the values of a type, and ${word} is an example.`);
  return one(`example:${example?.name}`, structuredClone(example?.delivery), set);
}

/** A type or an example: made before anything is sent. */
function one(type: string, delivery: unknown, set: Setter): PlainSource {
  set(delivery);
  const outgoing = { file: null, line: null, type, body: written(delivery) };
  return { kind: "plain", isEndless: false, items: once(outgoing) };
}

async function* once<T>(item: T): AsyncGenerator<T> {
  yield item;
}

function many(type: KnownType, seed: number, set: Setter): PlainSource {
  async function* items() {
    const make = randomDeliveries(type, seed);
    for (;;) {
      const delivery = make();
      set(delivery);
      yield { file: null, line: null, type: type.name, body: written(delivery) };
    }
  }
  return { kind: "plain", isEndless: true, items: items() };
}

function exampleNamed(word: string): { name: string; delivery: unknown } | undefined {
  const name = word.replace(/^example:/, "");
  return Object.hasOwn(examples, name) ? { name, delivery: examples[name] } : undefined;
}

/** A folder does not count: one that is called `media` is no file that anybody meant to send. */
function isFile(word: string): boolean {
  return statSync(word, { throwIfNoEntry: false })?.isFile() ?? false;
}

function bothMessage(word: string, name: string): string {
  const kind = name.startsWith("example:") ? "an example of the spec" : "a known type";
  const label = name.startsWith("example:") ? "example" : "type";
  return `${word} is ${kind} and a file here. Say which one to send:\n  the file: ./${word}\n  the ${label}: ${name}`;
}

function unknownMessage(word: string): string {
  const names = Object.keys(examples).map((name) => `  example:${name}\n`);
  return `${printable(word)} is neither a known type, an example of the spec, nor a file here. Known types:
  ${typeNames().join("\n  ")}
Examples:
${names.join("").trimEnd()}`;
}
