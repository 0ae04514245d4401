// The conformance vectors that the spec publishes for other languages, sent to a receiver: each field is what it does.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { fingerprintOf, saidIn } from "../src/fingerprint.ts";
import type { NewEvent } from "../src/index.ts";
import { receiverWith } from "./receiver-with.ts";

interface Vector {
  name: string;
  body: { text?: string; base64?: string };
  verdict: "ok" | "quarantined" | "refused";
  code?: string;
  events?: EventVerdict[];
}

interface EventVerdict {
  kind: string;
  issues?: { pointer: string; kind: string }[];
  said: string;
  fingerprint: string;
}

const file = new URL("../../../spec/dist/vectors.jsonl", import.meta.url);
const vectors: Vector[] = readFileSync(file, "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));

test("there are enough of them", () => expect(vectors.length).toBeGreaterThan(300));

test.each(vectors)("$name", async (vector) => {
  const { receiver, inbox } = receiverWith({ duplicates: { mode: "flag" } });
  const stored: NewEvent[] = [];
  const commit = inbox.commit.bind(inbox);
  inbox.commit = (events, duplicates) => {
    stored.push(...events);
    return commit(events, duplicates);
  };
  const { body, verdict, code, events = [] } = vector;
  const bytes = body.text === undefined ? Buffer.from(body.base64 ?? "", "base64") : Buffer.from(body.text);
  const answer = await receiver.fetch(
    new Request("http://bot.example/", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: new Uint8Array(bytes),
    }),
  );
  expect(answer.status).toBe(verdict === "refused" ? 400 : 200);
  if (code !== undefined) expect(await answer.json()).toMatchObject({ code });
  expect(await Promise.all(stored.map(verdictOf))).toEqual(events);
  expect(stored.some(({ kind }) => kind === "invalid")).toBe(verdict === "quarantined");
  await receiver.close();
});

async function verdictOf({ kind, issues, json }: NewEvent): Promise<EventVerdict> {
  const found = issues.map(({ pointer, kind }) => ({ pointer, kind }));
  const inOrder = found.sort((a, b) => (a.pointer < b.pointer ? -1 : 1));
  return {
    kind,
    ...(found.length > 0 && { issues: inOrder }),
    said: saidIn(json),
    fingerprint: await fingerprintOf(json),
  };
}
