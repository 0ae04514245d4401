import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { launchChromium } from "@proto-webhooks/scripts/chromium";
import { validateDelivery } from "@proto-webhooks/validators/strict";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Played, Told } from "./browser/page.ts";

let browser: Awaited<ReturnType<typeof launchChromium>>;
let server: Server;
let told: Told;
/** Where the server takes deliveries. */
const webhook = "/channel_1/chat";
/** The bodies that reached the server's webhook. */
const received: string[] = [];
/** What must stay empty: exceptions, and requests that left the page for elsewhere. */
const faults: string[] = [];

beforeAll(async () => {
  const files: Record<string, string> = {
    "/": '<!doctype html><link rel="icon" href="data:,"><script type="module" src="/page.js"></script>',
    "/page.js": await bundle(),
    "/mockServiceWorker.js": await readFile(
      createRequire(import.meta.url).resolve("msw/mockServiceWorker.js"),
      "utf8",
    ),
  };
  server = createServer(async (request, response) => {
    const path = request.url ?? "";
    let body = "";
    for await (const chunk of request) body += chunk;
    if (path === webhook) received.push(body);
    const file = path === webhook ? "noted" : files[path];
    response.writeHead(file === undefined ? 404 : 200, {
      "content-type": path.endsWith(".js") ? "text/javascript" : "text/html",
    });
    response.end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await launchChromium();
  told = await playIn(origin);
}, 320_000);

afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve));
});

async function bundle(): Promise<string> {
  const entry = fileURLToPath(new URL("browser/page.ts", import.meta.url));
  const options = { bundle: true, write: false, format: "esm", platform: "browser" } as const;
  const { outputFiles } = await build({ ...options, entryPoints: [entry], logLevel: "error" });
  return outputFiles[0]?.text ?? "";
}

async function playIn(origin: string): Promise<Told> {
  const context = await browser.newContext();
  await context.route(/^https?:\/\/(?!127\.0\.0\.1)/, async (route) => {
    faults.push(`request ${route.request().url()}`);
    await route.abort();
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => faults.push(`page ${error.message}`));
  await page.goto(origin, { waitUntil: "load" });
  return page.evaluate((url) => (globalThis as unknown as Played).play(url), origin);
}

test("in a browser, a bot that calls the Messaging API with fetch is answered by the worker", () => {
  expect(told.answer).toBe("You said: When are you open?");
  expect(told.refused).toBe(401);
  expect(faults).toEqual([]);
});

test("in a browser, the human clicks and Proto answers", () => {
  expect(told.clicked).toEqual({ sends: { type: "text", data: { text: "My bill" } } });
  expect(told.transcript).toMatchObject([
    { by: "human", message: { data: { text: "When are you open?" } } },
    { by: "bot", message: { data: { text: "You said: When are you open?" } }, outcome: 200 },
    { by: "bot", message: { data: { text: "What is it about?" } }, outcome: 200 },
    { by: "human", message: { data: { text: "My bill" } } },
    { by: "bot", message: { data: { text: "It is paid." } }, outcome: 200 },
  ]);
});

test("in a browser, a delivery to a URL goes past the worker", () => {
  expect(told.delivered).toEqual({ status: 200, body: "noted" });
  expect(received.map((body) => validateDelivery(JSON.parse(body)))).toMatchObject([{ ok: true }]);
});
