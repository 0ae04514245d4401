import { expect, test } from "vitest";
import { type InvalidRow, invalidRows, type Kind, kinds, toleratedRows } from "./support/cases.ts";
import { at, namesOf, parentOf } from "./support/pointer.ts";
import type { Json } from "./support/spec.ts";
import { issuesOf, validator } from "./support/validate.ts";

const strictKinds: Kind[] = ["unknown_property", "wrong_format"];

test("there are at least 40 invalid deliveries, and some that are unusual but valid", () => {
  expect(invalidRows.filter((row) => row.mode !== "strict").length).toBeGreaterThanOrEqual(40);
  expect(toleratedRows.length).toBeGreaterThanOrEqual(20);
});

test("names and payloads are unique", () => {
  for (const rows of [invalidRows, toleratedRows]) {
    expect(new Set(rows.map((row) => row.name)).size).toBe(rows.length);
    expect(new Set(rows.map((row) => JSON.stringify(row.payload))).size).toBe(rows.length);
  }
});

test.each(invalidRows)("invalid: $name", (row) => {
  expectWellFormed(row);
  expectThatThePointerLeadsSomewhere(row);

  const closed = validator("Delivery", "closed");
  expect(closed(row.payload)).toBe(false);
  if (row.mode !== "tolerant") expect(issuesOf(closed.errors)).toEqual([row.issue]);

  // Whether a type that is not listed passes is decided by a transform of the schemas; plain ones reject it.
  expect(validator("Delivery", "open")(row.payload)).toBe(row.mode === "strict" && !isAboutListedType(row));
});

test.each(toleratedRows)("tolerated: $name", ({ why, payload, unrecognized }) => {
  expect(why).toMatch(/\.$/);
  const open = validator("Delivery", "open");
  open(withKnown(payload, unrecognized));
  expect(open.errors, "with known members in the places that are listed it is valid").toBeNull();

  for (const pointer of unrecognized) {
    const others = unrecognized.filter((other) => other !== pointer);
    expect(open(withKnown(payload, others)), `${pointer} has a type that is not listed`).toBe(false);
    const validate = validator(`Unrecognized${unionAt(pointer)}`, "open");
    expect(validate(at(payload, pointer)), `${pointer} has what it must have`).toBe(true);
  }
});

function expectWellFormed(row: InvalidRow): void {
  expect(Object.keys(row).filter((name) => name !== "mode")).toEqual(["name", "why", "payload", "issue"]);
  expect([undefined, "tolerant", "strict"]).toContain(row.mode);
  expect(row.why).toMatch(/\.$/);
  expect(kinds).toContain(row.issue.kind);
  if (strictKinds.includes(row.issue.kind)) expect(row.mode).toBe("strict");
}

/** To what is there, or to what is missing from something that is. */
function expectThatThePointerLeadsSomewhere({ payload, issue: { pointer, kind } }: InvalidRow): void {
  if (kind !== "missing_property") expect(at(payload, pointer)).not.toBeUndefined();
  else {
    expect(at(payload, pointer)).toBeUndefined();
    expect(at(payload, parentOf(pointer))).toBeTypeOf("object");
  }
}

/** The type of an event, a message or a button; authors of any type are valid in the open reading. */
function isAboutListedType({ issue }: InvalidRow): boolean {
  return issue.kind === "wrong_value" && !issue.pointer.endsWith("/author/type");
}

const unions: Record<string, "Event" | "Message" | "Button"> = {
  events: "Event",
  messages: "Message",
  buttons: "Button",
};

function unionAt(pointer: string): "Event" | "Message" | "Button" {
  const union = unions[namesOf(pointer).at(-2) ?? ""];
  if (!union) throw new Error(`Neither an event, a message nor a button stands at ${pointer}.`);
  return union;
}

const author = { type: "bot", id: "bot_1", name: "Support bot" };
const chat = { id: "chat_1", human: { id: "human_1", name: "Ada" } };
const known = {
  Event: { type: "new_messages", chat, channel: { id: "channel_1" }, messages: [] },
  Message: { type: "text", author, data: { text: "Hello" } },
  Button: { type: "text", title: "More" },
};

/** A copy of the payload with a known member in each of these places. */
function withKnown(payload: Json, pointers: string[]): Json {
  const copy = structuredClone(payload);
  for (const pointer of pointers) {
    const list = at(copy, parentOf(pointer));
    if (Array.isArray(list)) list[Number(namesOf(pointer).at(-1))] = known[unionAt(pointer)];
  }
  return copy;
}
