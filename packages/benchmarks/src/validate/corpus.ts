import { readdirSync, readFileSync } from "node:fs";
import { buttonTypes, eventTypes, messageTypes } from "@proto-webhooks/validators";
import { listedButtons, listedEvents, listedMessages } from "./listed.ts";

/** A delivery and what the tolerant and the strict validators must say of it. */
export interface Judged {
  readonly name: string;
  readonly payload: unknown;
  readonly tolerant: boolean;
  /** Undefined where the spec's tables leave it open. */
  readonly strict: boolean | undefined;
}

interface Case {
  readonly name: string;
  readonly payload: unknown;
  readonly mode?: "tolerant" | "strict";
}

/**
 * The tables of the spec, its examples: what every implementation of the format is held against. What speaks of a type
 * that the spec has listed since the peers were written is left out, so that a type is added without touching them.
 */
export function readCorpus(newer: readonly string[] = newerTypes()): Judged[] {
  return readAll().filter(({ payload }) => {
    const text = JSON.stringify(payload);
    return !newer.some((type) => text.includes(`"type":${JSON.stringify(type)}`));
  });
}

function newerTypes(): string[] {
  const since = (types: readonly string[], listed: ReadonlySet<unknown>) =>
    types.filter((type) => !listed.has(type));
  return [
    ...since(eventTypes, listedEvents),
    ...since(messageTypes, listedMessages),
    ...since(buttonTypes, listedButtons),
  ];
}

function readAll(): Judged[] {
  const examples = new URL(import.meta.resolve("@proto-webhooks/spec/examples/text.json"));
  const files = readdirSync(new URL(".", examples)).filter((file) => file.endsWith(".json"));
  return [
    ...readCases("invalid-deliveries").map(({ name, payload, mode }) => ({
      name,
      payload,
      tolerant: mode === "strict",
      strict: false,
    })),
    ...readCases("tolerated-deliveries").map(({ name, payload }) => ({
      name,
      payload,
      tolerant: true,
      strict: undefined,
    })),
    ...files.map((name) => ({ name, payload: read(new URL(name, examples)), tolerant: true, strict: true })),
  ];
}

function readCases(table: string): Case[] {
  return read(new URL(import.meta.resolve(`@proto-webhooks/spec/cases/${table}.json`))) as Case[];
}

/** Parsed and not imported: some rows have an own property `__proto__`. */
function read(file: URL): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}
