import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { launchChromium } from "@proto-webhooks/scripts/chromium";
import { build as bundle } from "esbuild";
import { Miniflare } from "miniflare";
import { build as buildPage } from "vite";
import { run } from "./run.ts";

/** What has to come out, wherever the packages run. */
const said = "What is it about?";

const require = createRequire(import.meta.url);
const node = process.execPath;

/** A kind of project, and how it is run; it throws when something is not as it should be. */
export type Trial = (folder: string) => Promise<void>;

/** How each project in `consumers/` is run, by its name. */
export const trials = { module, commonjs, vitest, jest, vite, edge } satisfies Record<string, Trial>;

async function module(folder: string): Promise<void> {
  expectText(await run(node, ["main.js"], { cwd: folder }), `handled: ${said}`);
  // The command, as a shell finds it.
  const command = join(folder, "node_modules/.bin/proto-webhooks");
  expectText(await run(command, ["types"], { cwd: folder }), "new_messages");
}

async function commonjs(folder: string): Promise<void> {
  expectText(await run(node, ["main.cjs"], { cwd: folder }), `handled: ${said}`);
}

async function vitest(folder: string): Promise<void> {
  const cli = join(require.resolve("vitest/package.json"), "../vitest.mjs");
  expectText(
    await run(node, [cli, "run", "--root", folder], { cwd: folder, env: { NO_COLOR: "1" } }),
    "1 passed",
  );
}

async function jest(folder: string): Promise<void> {
  const cli = require.resolve("jest/bin/jest");
  const env = { NODE_OPTIONS: "--experimental-vm-modules", NO_COLOR: "1" };
  await run(node, [cli, "--runInBand", "--ci", "--cacheDirectory", join(folder, ".jest")], {
    cwd: folder,
    env,
  });
}

/** Builds a page with Vite, and opens it in a browser. */
async function vite(folder: string): Promise<void> {
  await buildPage({ root: folder, logLevel: "error", configFile: false, build: { target: "es2022" } });
  const server = createServer(async ({ url = "/" }, answer) => {
    const file = join(folder, "dist", url === "/" ? "index.html" : url);
    answer.setHeader("content-type", url === "/" ? "text/html" : "text/javascript");
    answer.end(await readFile(file).catch(() => ""));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(error.message));
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.waitForSelector("output", { timeout: 20_000 }).catch(() => undefined);
    const text = (await page.textContent("body")) ?? "";
    expectText(`${text}${faults.join()}`, JSON.stringify({ handled: said, tolerant: true, strict: true }));
  } finally {
    await browser.close();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
}

/** Bundles a worker with esbuild, with nothing of Node, and lets it take a delivery in workerd. */
async function edge(folder: string): Promise<void> {
  const { outputFiles } = await bundle({
    entryPoints: [join(folder, "worker.js")],
    bundle: true,
    format: "esm",
    platform: "neutral",
    conditions: ["worker"],
    mainFields: ["module", "main"],
    write: false,
    logLevel: "silent",
  });
  const workerd = new Miniflare({
    modules: true,
    script: outputFiles[0]?.text ?? "",
    compatibilityDate: "2026-06-01",
    host: "127.0.0.1",
  });
  try {
    const delivery = require("@proto-webhooks/spec/examples/text.json");
    delivery.events[0].messages[0].data.text = said;
    const body = JSON.stringify(delivery);
    const headers = { "content-type": "application/json" };
    const answer = await workerd.dispatchFetch("http://worker/", { method: "POST", headers, body });
    expectText(await answer.text(), JSON.stringify({ status: 200, handled: said }));
  } finally {
    await workerd.dispose();
  }
}

function expectText(text: string, wanted: string): void {
  if (!text.includes(wanted))
    throw new Error(`Expected ${JSON.stringify(wanted)} in what it printed:\n${text}`);
}
