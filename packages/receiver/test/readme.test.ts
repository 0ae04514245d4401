import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { context, metrics, trace } from "@opentelemetry/api";
import { afterAll, expect, onTestFinished, test, vi } from "vitest";
import { longestDelayMs } from "../src/backoff.ts";
import { defaultBackoff, defaultLimits } from "../src/index.ts";
import { metricTable } from "../src/telemetry/metrics.ts";
import { event, post } from "./deliveries.ts";
import { receiverWith } from "./receiver-with.ts";
import { serve } from "./serve.ts";

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");
const readme = read("../README.md");
const body = '{"events":[]}';
const headers = { "content-type": "application/json" };

const folder = mkdtempSync(join(tmpdir(), "readme-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("the snippets of the README are the files that are run here", () => {
  const shown = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code);
  const files = readdirSync(new URL("snippets/", import.meta.url)).map((name) => read(`snippets/${name}`));
  expect(shown.toSorted()).toEqual(files.toSorted());
});

test("the test of a bot", async () => {
  expect.hasAssertions();
  await import("./snippets/test-your-bot.ts");
});

test("Express", async () => {
  const { app } = await import("./snippets/express.ts");
  const port = await serve(app);
  const response = await fetch(`http://127.0.0.1:${port}/webhook`, { method: "POST", headers, body });
  expect(response.status).toBe(200);
});

test("Fastify", async () => {
  const { app } = await import("./snippets/fastify.ts");
  const url = await app.listen({ port: 0 });
  const response = await fetch(`${url}/webhook`, { method: "POST", headers, body });
  expect(response.status).toBe(200);
  expect((await fetch(`${url}/webhook`)).status).toBe(405);
  app.server.closeAllConnections();
  await app.close();
});

test("receive", async () => {
  vi.stubEnv("PORT", String(await freePort()));
  vi.stubEnv("WEBHOOK_SECRET", "s3cret");
  vi.stubEnv("INBOX", join(folder, "proto.db"));
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  const handlers = process.listeners("SIGTERM");
  await import("./snippets/receive.ts");
  const [line] = log.mock.calls[0] ?? [];
  const url = String(line).replace("Deliveries go to ", "");
  const secret = { "x-webhook-secret": "s3cret" };
  const text = read("../../../spec/examples/text.json");
  expect((await fetch(url, { method: "POST", headers, body: text })).status).toBe(401);
  expect((await fetch(url, { method: "POST", headers: { ...headers, ...secret }, body: text })).status).toBe(
    200,
  );
  await vi.waitUntil(() => log.mock.calls.length > 1, { interval: 1 });
  const [, chat] = log.mock.calls[1] ?? [];
  expect(chat).toBe(JSON.parse(text).events[0].chat.id);
  // What the process would do at its end; the signal itself would end the test run.
  const [stop] = process.listeners("SIGTERM").filter((handler) => !handlers.includes(handler));
  await stop?.("SIGTERM");
  await expect(fetch(url)).rejects.toThrow();
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

test("observe", async () => {
  const dir = vi.spyOn(console, "dir").mockImplementation(() => {});
  const { shutdown } = await import("./snippets/observe.ts");
  onTestFinished(() => {
    for (const api of [context, metrics, trace]) api.disable();
    vi.restoreAllMocks();
  });
  const { receiver } = receiverWith();
  await receiver.start();
  await receiver.fetch(post({ events: [event("a")] }));
  await receiver.idle();
  await receiver.close();
  await shutdown();
  const shown = JSON.stringify(dir.mock.calls);
  for (const name of [
    "accept delivery",
    "commit events",
    "process new_messages",
    "proto_webhooks.attempts",
  ]) {
    expect(shown).toContain(`"name":"${name}"`);
  }
});

test("the metrics in the README are those of the table in the code", () => {
  const rows = readme.split("\n").filter((line) => line.startsWith("| `proto_webhooks."));
  const inReadme = rows.map((row) => {
    const [name, kind, unit, attributes = "", ...told] = row
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim());
    expect(told, row).toHaveLength(2);
    // What stands in brackets are an attribute's values.
    return { name, kind, unit, attributes: attributes.replace(/ \(.*?\)/g, "") };
  });
  const inCode = Object.values(metricTable).map(({ name, kind, unit, attributes }) => ({
    name: `\`${name}\``,
    kind,
    unit: `\`${unit}\``,
    attributes: attributes.map((attribute) => `\`${attribute}\``).join(", "),
  }));
  expect(inReadme).toEqual(inCode);
});

test("the limits in the README are the defaults", () => {
  const rows = [...readme.matchAll(/^\| `(\w+)` +\| (\d+) +\|/gm)].map(([, name, value]) => [
    name,
    Number(value),
  ]);
  expect(Object.fromEntries(rows)).toEqual(defaultLimits);
});

test("the delays in the README are those of the default backoff", () => {
  const [, row = ""] = /^\| longest delay, s \|(.*)\|$/m.exec(readme) ?? [];
  const seconds = row.split("|").map(Number);
  const longest = (attempt: number) => longestDelayMs(attempt, defaultBackoff) / 1_000;
  expect(seconds).toEqual(Array.from({ length: 13 }, (_, index) => longest(index + 1)));
  expect(defaultLimits.attempts).toBe(16);
  expect([longest(13), longest(15)]).toEqual([3_600, 3_600]);
});

test("the codes in the README are those of the table in the code", () => {
  const inReadme = [...readme.matchAll(/\| (\d+) +\| `(\w+)` +\|$/gm)].map(
    ([, status, code]) => `${code} ${status}`,
  );
  const source = read("../src/receiver-error.ts");
  const inCode = [...source.matchAll(/^ {2}(\w+): (\d+),$/gm)].map(([, code, status]) => `${code} ${status}`);
  expect(inReadme.toSorted()).toEqual(inCode.toSorted());
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
