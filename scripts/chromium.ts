import { execFile } from "node:child_process";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { link, mkdir, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createBrotliDecompress } from "node:zlib";
import { type Browser, chromium } from "playwright-core";

const run = promisify(execFile);
const require = createRequire(import.meta.url);

/** Nothing here talks to the network by itself, and it starts as root and without a screen or a graphics card. */
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const wellKnown = [
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** Where a Chromium may come from, the cheapest first. Each gives a path, or undefined when it has none here. */
const sources: [name: string, find: () => Promise<string | undefined>][] = [
  ["an installed browser", async () => wellKnown.find(existsSync)],
  ["the package @sparticuz/chromium", fromPackage],
  ["Debian's package chromium", fromDebian],
];

/**
 * Starts a headless Chromium, with a new and empty profile: the one that `CHROMIUM_PATH` names, or an installed one,
 * or the one inside the npm package `@sparticuz/chromium` (Linux on x64), or, as root on Debian, the one that apt installs.
 * One that does not start, or cannot draw a text, is passed over.
 *
 * @throws when there is none, with what was tried and what to do. A test must not be skipped for that.
 */
export async function launchChromium(): Promise<Browser> {
  const chosen = process.env.CHROMIUM_PATH;
  // Who names a browser wants that one or an error.
  if (chosen) return await start(chosen);
  const tried: string[] = [];
  for (const [name, find] of sources) {
    try {
      const path = await find();
      if (path !== undefined) return await start(path);
      tried.push(`${name}: none here`);
    } catch (error) {
      tried.push(`${name}: ${error instanceof Error ? error.message.split("\n")[0] : error}`);
    }
  }
  throw new Error(
    ["No Chromium for the tests.", ...tried, "Install Chrome or Chromium, or set CHROMIUM_PATH to one."].join(
      "\n- ",
    ),
  );
}

async function start(executablePath: string): Promise<Browser> {
  const browser = await chromium.launch({ executablePath, args }).catch((cause: Error) => {
    throw new Error(`${executablePath} does not start: ${cause.message}`, { cause });
  });
  const page = await browser.newPage();
  await page.setContent("<p>works</p>");
  // A machine without any font starts a browser that shows nothing.
  // biome-ignore lint/performance/useDomNodeTextContent: what is drawn is the question, and textContent does not know
  const text = await page.innerText("body");
  await page.close();
  if (text === "works") return browser;
  await browser.close();
  throw new Error(`${executablePath} starts, but draws no text. Is a font installed?`);
}

/** Unpacks the package's binary (67 MB become 209 MB), once per version: about a second. */
async function fromPackage(): Promise<string | undefined> {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  const root = join(dirname(require.resolve("@sparticuz/chromium")), "..");
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { version: string };
  const folder = fileURLToPath(new URL(`node_modules/.cache/chromium-${version}/`, import.meta.url));
  const path = join(folder, "chromium");
  if (existsSync(path)) return path;
  await mkdir(folder, { recursive: true });
  // Under a name of its own first: another process never starts half a file.
  const unfinished = `${path}.${process.pid}`;
  const packed = createReadStream(join(root, "bin/chromium.br"));
  await pipeline(packed, createBrotliDecompress(), createWriteStream(unfinished, { mode: 0o755 }));
  // The first one in place stays: to replace a browser that already runs would stop it.
  await link(unfinished, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  await rm(unfinished);
  return path;
}

/** About ten seconds with a fast mirror. `flock` is in every Debian: two processes do not install at once. */
async function fromDebian(): Promise<string | undefined> {
  if (process.getuid?.() !== 0 || !existsSync("/etc/debian_version")) return undefined;
  const install =
    "test -x /usr/bin/chromium || { apt-get update && apt-get install -y --no-install-recommends chromium; }";
  await run("flock", ["/var/lock/proto-webhooks-chromium", "sh", "-c", install], {
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    timeout: 300_000,
    maxBuffer: 16 * 1024 * 1024,
  });
  return "/usr/bin/chromium";
}
