import { describe, expect, test } from "vitest";
import { allowChannels } from "./allow-channels.ts";
import type { RequestHead } from "./http.ts";
import { type SharedSecretOptions, sharedSecret } from "./shared-secret.ts";

function request(url: string, headers: Record<string, string> = {}): RequestHead {
  return { method: "POST", url, header: (name) => headers[name] };
}

async function check(options: SharedSecretOptions, head: RequestHead): Promise<boolean | undefined> {
  return sharedSecret(options).checkRequest?.(head, () => new Uint8Array());
}

describe("sharedSecret", () => {
  const secrets = ["old-secret", "new-secret"];

  test.each([
    ["the first of two", "old-secret", true],
    ["the second of two", "new-secret", true],
    ["another one of the same length", "bad-secret", false],
    ["one repeated", "old-secretold-secret", false],
    ["both", "old-secret, new-secret", false],
    ["the beginning", "old-secre", false],
    ["nothing", "", false],
  ])("in a header: %s", async (_name, value, want) => {
    expect(await check({ in: "header", secrets }, request("/", { "x-webhook-secret": value }))).toBe(want);
  });

  test("in a header with another name, whatever its letters", async () => {
    const options: SharedSecretOptions = { in: "header", name: "X-Bot-Key", secrets };
    expect(await check(options, request("/", { "x-bot-key": "old-secret" }))).toBe(true);
    expect(await check(options, request("/", { "x-webhook-secret": "old-secret" }))).toBe(false);
  });

  test.each([
    ["/webhook?secret=s%26%C3%A9", true],
    ["https://bot.example/webhook?a=1&secret=s%26%C3%A9", true],
    ["/webhook?secret=other", false],
    ["/webhook?key=s%26%C3%A9", false],
    ["/webhook", false],
    ["http://[", false],
  ])("in the query: %s", async (url, want) => {
    expect(await check({ in: "query", secrets: "s&é" }, request(url))).toBe(want);
  });

  test.each([
    ["/webhook/s%2F%C3%A9", true],
    ["/webhook/s%2F%C3%A9/", true],
    ["/webhook/s%2F%C3%A9?x=y", true],
    ["https://bot.example/s%2F%C3%A9", true],
    ["/s%2F%C3%A9/webhook", false],
    ["/webhook?x=s%2F%C3%A9", false],
    ["/webhook/%E0%A4%A", false],
    ["/", false],
    ["", false],
  ])("in the path: %s", async (url, want) => {
    expect(await check({ in: "path", secrets: "s/é" }, request(url))).toBe(want);
  });

  test.each<[string, SharedSecretOptions, RegExp]>([
    ["no secret", { in: "header", secrets: [] }, /`secrets` is empty/],
    ["an empty secret", { in: "query", secrets: "" }, /not empty/],
    ["an empty secret among others", { in: "query", secrets: ["a", ""] }, /not empty/],
    ["an undefined secret", { in: "path", secrets: [undefined as unknown as string] }, /not empty/],
    ["what a header cannot carry", { in: "header", secrets: "é" }, /printable ASCII/],
    ["a space at the end, which HTTP takes off", { in: "header", secrets: "a " }, /printable ASCII/],
    ["a name for a path", { in: "path", name: "x", secrets: "a" }, /no `name`/],
    ["a header name with a space", { in: "header", name: "a b", secrets: "a" }, /name of a header/],
    ["an empty parameter name", { in: "query", name: "", secrets: "a" }, /`name` is empty/],
    ["another place", { in: "cookie" as "query", secrets: "a" }, /`in` must be/],
  ])("refuses %s", (_name, options, message) => {
    expect(() => sharedSecret(options)).toThrow(message);
    expect(() => sharedSecret(options)).toThrow(TypeError);
  });
});

describe("allowChannels", () => {
  const { checkEvents } = allowChannels(["channel_1", "channel_2"]);
  test.each<[string, unknown[], boolean]>([
    ["no events", [], true],
    ["allowed ones", [{ channel: { id: "channel_2" } }, { channel: { id: "channel_1" } }], true],
    ["one that is not", [{ channel: { id: "channel_1" } }, { channel: { id: "channel_3" } }], false],
    ["no channel", [{}], false],
    ["no event", [null, "channel_1"], false],
    ["a channel within __proto__", [JSON.parse('{"__proto__":{"channel":{"id":"channel_1"}}}')], false],
  ])("%s", (_name, events, want) => {
    expect(checkEvents?.(events)).toBe(want);
  });

  test.each([[[]], [[""]], ["channel_1"]])("refuses %j", (channels) => {
    expect(() => allowChannels(channels as string[])).toThrow(TypeError);
  });
});
