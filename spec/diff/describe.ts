import { refName, type Schema } from "@proto-webhooks/scripts/generator";
import { namesOf } from "./bundle.ts";
import type { Finding } from "./finding.ts";

/** A finding in words: where, and what. Names of the spec stand in backticks. */
export function describe(finding: Finding): string {
  return `${placeOf(finding.pointer)}: ${whatOf(finding)}`;
}

/** `#/components/schemas/NewCards/properties/cards/items` is `NewCards.cards[]`; an operation is its method and path. */
function placeOf(pointer: string): string {
  const names = namesOf(pointer);
  if (names[0] === "components" && names[1] === "schemas") return `\`${schemaPlace(names.slice(2))}\``;
  if (names[0] !== "webhooks" && names[0] !== "paths") return `\`${names.join(".")}\``;
  const [kind, path = "", method, ...rest] = names;
  const operation = [method?.toUpperCase(), path].filter(Boolean).join(" ");
  const place = `\`${operation}\`${kind === "webhooks" ? " (webhook)" : ""}`;
  const part = rest.filter((name) => name !== "content" && name !== "application/json").join(" ");
  return part === "" ? place : `${place} ${part}`;
}

function schemaPlace([schema = "", ...steps]: string[]): string {
  let place = schema;
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i];
    if (step === "items") place += "[]";
    // A property may be called `items`: its name is taken together with the word before it.
    else if (step === "properties") place += `.${steps[++i]}`;
    // A list's members are named by what is said of them.
    else if (step === "oneOf" || step === "anyOf") i++;
    else place += `.${step}`;
  }
  return place;
}

function whatOf(finding: Finding): string {
  const { kind, node, pointer, keyword, before, after } = finding;
  if (node === "AnyOf")
    return kind === "added" ? "what is not listed passes now" : "what is not listed passes no longer";
  if (/\/oneOf\/\d+$/.test(pointer)) {
    const member = refName((after as Schema | undefined)?.$ref ?? (before as Schema | undefined)?.$ref ?? "");
    return kind === "added" ? `\`${member}\` is new in the list` : `\`${member}\` is gone from the list`;
  }
  if (kind === "added") return "new";
  if (kind === "removed") return "gone";
  if (keyword === "key") return `renamed, before ${placeOf(finding.pointerBefore ?? "")}`;
  if (keyword === undefined) return node === "Example" ? "another payload" : "changed";
  return keywordChange(keyword, before, after);
}

/** Keywords whose values are texts: to print them would print the whole of both. */
const texts = ["title", "description", "summary", "examples", "x-provenance"];

function keywordChange(keyword: string, before: unknown, after: unknown): string {
  if (keyword === "required") {
    return (
      listChange(before, after, "required now: ", "no longer required: ") || "`required` in another order"
    );
  }
  if (keyword === "enum")
    return listChange(before, after, "new values: ", "values gone: ") || "values in another order";
  if (texts.includes(keyword)) return `other \`${keyword}\``;
  if (before === undefined) return `\`${keyword}\` is new: ${shown(after)}`;
  if (after === undefined) return `\`${keyword}\` is dropped, before ${shown(before)}`;
  return `\`${keyword}\` ${shown(before)} → ${shown(after)}`;
}

function listChange(before: unknown, after: unknown, more: string, less: string): string {
  const [old, now] = [before, after].map((list) => (Array.isArray(list) ? list : []));
  const added = now?.filter((value) => !old?.includes(value)) ?? [];
  const removed = old?.filter((value) => !now?.includes(value)) ?? [];
  return [
    added.length > 0 ? more + added.map(shown).join(", ") : "",
    removed.length > 0 ? less + removed.map(shown).join(", ") : "",
  ]
    .filter(Boolean)
    .join("; ");
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(shown).join(" or ");
  return `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
}
