import { readdirSync, readFileSync } from "node:fs";
import { createRandom } from "@proto-webhooks/mock-sender/random";
import { parseDelivery } from "@proto-webhooks/validators";
import { validateDelivery } from "@proto-webhooks/validators/strict";
import { describe, expect, test } from "vitest";
import { Redactor } from "./redactor.ts";

/** The redacted value, of one recording or of its own. */
function redact(value: unknown, redactor: Redactor = new Redactor()): unknown {
  return JSON.parse(redactor.redact(JSON.stringify(value)) ?? "null");
}

/** What the redacted text says, where other properties have told what is secret. */
function textWith(known: object, text: string): string {
  return (redact({ known, text }) as { text: string }).text;
}

describe("what a property's name tells", () => {
  test("equal values stay equal, different ones different, over the whole recording", () => {
    const redactor = new Redactor();
    expect(redact({ a: { id: "x1" }, chatToken: "x2", userId: "x1" }, redactor)).toEqual({
      a: { id: "id-1" },
      chatToken: "token-2",
      userId: "id-1",
    });
    expect(redact({ replyToken: "x2", id: "X1", other_id: "x3" }, redactor)).toEqual({
      replyToken: "token-2",
      id: "id-3",
      other_id: "id-4",
    });
  });

  test("each kind keeps a form that is good for it", () => {
    expect(
      redact({
        email: "ada@real.org",
        phoneNumber: "+44 1",
        profilePicUrl: "https://real.org/ada.png",
        name: "Ada King-Noel",
        secret: "s",
      }),
    ).toEqual({
      email: "user1@example.com",
      phoneNumber: "+99900000002",
      profilePicUrl: "https://example.com/picture-3.png",
      name: "Name4 Name5-Name6",
      secret: "token-7",
    });
  });

  test("types of JSON stay: numbers are replaced by numbers, null and booleans stay", () => {
    expect(redact({ id: 7, chatId: 7, userId: 8, pin: 0, token: null, secret: true, name: "" })).toEqual({
      id: 900_000_001,
      chatId: 900_000_001,
      userId: 900_000_002,
      pin: 900_000_003,
      token: null,
      secret: true,
      name: "",
    });
  });

  test("all that is inside a secret is secret", () => {
    expect(
      redact({ credentials: { type: "basic", parts: ["a", { b: "c" }] }, names: { first: "Ada" } }),
    ).toEqual({
      credentials: { type: "token-1", parts: ["token-2", { b: "token-3" }] },
      names: { first: "Name4" },
    });
  });

  test("types and the names of bots stay, whatever people are called", () => {
    const message = {
      type: "text",
      author: { type: "bot", name: "Support bot" },
      human: { type: "human", name: "Text Bot" },
      data: { text: "Text" },
    };
    expect(redact(message)).toEqual({
      type: "text",
      author: { type: "bot", name: "Support Name2" },
      human: { type: "human", name: "Name1 Name2" },
      data: { text: "Name1" },
    });
  });

  test("properties that are named after a value", () => {
    const value = { userId: "u_1234", "ada@real.org": 1, by: { u_1234: { token: "t" } }, text: "text" };
    expect(redact(value)).toEqual({
      userId: "id-1",
      "user2@example.com": 1,
      by: { "id-1": { token: "token-3" } },
      text: "text",
    });
  });

  test("__proto__ is a property like any other", () => {
    const json = new Redactor().redact('{"__proto__":{"id":"x","polluted":1}}');
    expect(json).toBe('{"__proto__":{"id":"id-1","polluted":1}}');
    expect({}).not.toHaveProperty("polluted");
  });
});

describe("in texts", () => {
  test.each<[string, object, string, string]>([
    ["an id", { id: "chat_58c1" }, "See chat_58c1.", "See id-1."],
    ["as a whole word only", { id: "chat_58c1" }, "chat_58c12 xchat_58c1", "chat_58c12 xchat_58c1"],
    ["a number", { userId: 471_199 }, "You are 471199!", "You are 900000001!"],
    ["a first name, in any case", { name: "Ada Lovelace" }, "hi ADA, dear Lovelace", "hi Name1, dear Name2"],
    ["a name beside letters that are longer in lower case", { name: "Ada" }, "İ Ada", "İ Name1"],
    [
      "the longest that begins there",
      { a: { name: "Ann" }, b: { name: "Ann-Marie" } },
      "Ann-Marie",
      "Name1-Name2",
    ],
    ["in a script without spaces", { name: "王小明" }, "你好王小明再见", "你好Name1再见"],
    ["what is too short to mean it stays", { id: "7", name: "J 12" }, "7 of 12 J", "7 of 12 J"],
    ["in a URL", { token: "a/b+c=" }, "https://x.org/?q=a%2Fb%2Bc%3D", "https://x.org/?q=token-1"],
    [
      "in an address",
      { name: "Ada" },
      "ada.k@real.org, k.ada@real.org",
      "user2@example.com, user3@example.com",
    ],
    ["an address in another case", { email: "Ada@real.org" }, "ada@real.org", "user1@example.com"],
    ["across what looks like one", { id: "n.org/x" }, "me@realn.org me@n.org/x", "user2@example.com token-3"],
    ["a lone surrogate", { token: "\ud800abc" }, "\ud800abc", "token-1"],
  ])("known values: %s", (_name, known, text, want) => {
    expect(textWith(known, text)).toBe(want);
  });

  test.each([
    ["mail Ada.K+x@real.co.uk!", "mail user1@example.com!"],
    ["two: a@b.org, a@b.org", "two: user1@example.com, user1@example.com"],
    ["call +1 (555) 010-0199 or 020 7946 0018", "call +99900000001 or +99900000002"],
    ["at 2026-11-24 03:12 for 1,000,000 in 12345678", "at 2026-11-24 03:12 for 1,000,000 in 12345678"],
    [
      "https://x.org/a?token=zzz&plan=basic#user_id=9",
      "https://x.org/a?token=token-1&plan=basic#user_id=id-2",
    ],
    ["https://me:pw@x.org/ https://me:pw@localhost/", "https://token-1/ https://token-2@localhost/"],
    ["Authorization: Bearer abc.d-f", "Authorization: Bearer token-1"],
    ["key 9f86d081884c7d659a2feaa0c55ad015 ok", "key token-1 ok"],
    ["a plain-text-with-many-hyphens-in-it stays", "a plain-text-with-many-hyphens-in-it stays"],
    ['{ "token": "t", "n": 1 }', '{"token":"token-1","n":1}'],
    ["[not json", "[not json"],
  ])("what looks like one: %s", (text, want) => {
    expect(textWith({}, text)).toBe(want);
  });

  test("a value that stands behind the text is found, and its replacement is not replaced again", () => {
    expect(redact({ text: "token tokens of Name", name: "Name", token: "tokens", id: "token" })).toEqual({
      text: "id-3 token-2 of Name1",
      name: "Name1",
      token: "token-2",
      id: "id-3",
    });
  });

  test("the longest texts take no time that anybody notices", () => {
    for (const part of ["a", "a@", "1 ", "://", "a.", "=", "+1", "a-1-", '{"a":', "王"]) {
      const text = part.repeat(1_048_576 / part.length);
      expect(typeof textWith({ id: "aaaa", name: "王" }, text)).toBe("string");
    }
  }, 60_000);
});

test("what is no JSON, or nested too deep, is not redacted", () => {
  for (const text of [
    "",
    "no",
    "{",
    "[".repeat(65) + "]".repeat(65),
    "[".repeat(500_000) + "]".repeat(500_000),
  ]) {
    expect(new Redactor().redact(text)).toBeUndefined();
  }
  expect(new Redactor().redact("[".repeat(64) + "]".repeat(64))).toBe("[".repeat(64) + "]".repeat(64));
});

describe("what fits the spec still does, and keeps which values were equal", () => {
  const folder = new URL("../../../../../spec/examples/", import.meta.url);
  const examples = readdirSync(folder).filter((name) => name.endsWith(".json"));
  const { delivery } = createRandom({ seed: 5 });
  const random = Array.from({ length: 300 }, () => delivery());

  test("all examples, and random deliveries", () => {
    const redactor = new Redactor();
    const all = [
      ...examples.map((name) => JSON.parse(readFileSync(new URL(name, folder), "utf8"))),
      ...random,
    ];
    const before = new Map<string, string>();
    const after = new Map<string, string>();
    for (const one of all) {
      const redacted = redact(one, redactor);
      expect(validateDelivery(redacted)).toMatchObject({ ok: true });
      expect(parseDelivery(redacted)).toMatchObject({ ok: true, invalid: [] });
      const [old, now] = [secrets(one), secrets(redacted)];
      expect(now).toHaveLength(old.length);
      for (const [index, value] of old.entries()) {
        const replacement = now[index] ?? "";
        expect(replacement).not.toBe(value);
        expect([before.get(value) ?? replacement, after.get(replacement) ?? value]).toEqual([
          replacement,
          value,
        ]);
        before.set(value, replacement);
        after.set(replacement, value);
      }
    }
    expect(before.size).toBeGreaterThan(500);
  });
});

/** The values of a delivery that the spec gives a secret's name, in order. */
function secrets(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const isBot = "type" in value && value.type === "bot";
  return Object.entries(value).flatMap(([key, inner]) => {
    const isSecret = ["id", "chatToken", "replyToken"].includes(key) || (key === "name" && !isBot);
    return isSecret && typeof inner === "string" ? [inner] : secrets(inner);
  });
}
