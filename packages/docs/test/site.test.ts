import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { launchChromium } from "@proto-webhooks/scripts/chromium";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildSite } from "../src/build-site.ts";
import { readSpec } from "../src/read-spec.ts";
import type { Schema, Spec } from "../src/spec.ts";
import { smallSpec } from "./small-spec.ts";

const repo = fileURLToPath(new URL("../../../", import.meta.url));
const phone = { width: 390, height: 844 };
const desktop = { width: 1280, height: 900 };

// Two released versions, of another format: what stands on a page is seen to come from its own.
const versions = ["0.10.0", "0.9.0"].map((version) => ({
  openapi: "3.1.0",
  ...smallSpec(),
  info: { title: `Shapes ${version}`, version },
}));

let spec: Spec;
let folder: string;
let browser: Browser;

beforeAll(async () => {
  spec = await readSpec();
  folder = await mkdtemp(join(tmpdir(), "proto-webhooks-site-"));
  [browser] = await Promise.all([
    launchChromium(),
    buildSite({ spec, versions, repo, output: join(folder, "a") }),
  ]);
}, 320_000);

afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true });
});

interface Opened {
  page: Page;
  /** What must stay empty: requests to elsewhere, console errors, exceptions. */
  faults: string[];
}

async function open(
  file: string,
  options: { viewport?: typeof phone; javaScriptEnabled?: boolean } = {},
): Promise<Opened> {
  const context = await browser.newContext(options);
  const faults: string[] = [];
  await context.route("**", async (route) => {
    const url = route.request().url();
    if (/^(file|data|blob):/.test(url)) return await route.continue();
    faults.push(`request ${url}`);
    await route.abort();
  });
  const page = await context.newPage();
  page.on("request", (request) => {
    if (!/^(file|data|blob):/.test(request.url())) faults.push(`request ${request.url()}`);
  });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(`console ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`page ${error.message}`));
  await page.goto(pathToFileURL(join(folder, "a", file)).href, { waitUntil: "load" });
  return { page, faults };
}

/** The pages that the files of a folder become. */
async function pagesOf(name: string): Promise<string[]> {
  const files = await readdir(join(repo, "packages/docs", name));
  return files.map((file) => `${name}/${file.replace(/md$/, "html")}`);
}

function textOf(page: Page): Promise<string> {
  // biome-ignore lint/performance/useDomNodeTextContent: what a reader sees is the question, not what the DOM holds
  return page.evaluate(() => document.body.innerText);
}

/** The text of a page once its script has taken over: it asks for the logo last. */
async function hydrated(page: Page): Promise<string> {
  await page.locator('img[alt="redocly logo"]').waitFor({ state: "attached", timeout: 20_000 });
  return await textOf(page);
}

const unions = () => Object.values(spec.components.schemas).filter((schema) => schema.discriminator);
const enums = () => Object.values(spec.components.schemas).filter((schema) => schema.enum);

/** Every example of a request or an answer, whole. */
function wholeExamples(node: unknown): { summary: string; value: unknown }[] {
  if (typeof node !== "object" || node === null) return [];
  if ("examples" in node && "schema" in node) return Object.values(node.examples as object);
  return Object.values(node).flatMap(wholeExamples);
}

function strings(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(strings) : [];
}

test("the reference needs nothing from elsewhere, and has no error", async () => {
  const { page, faults } = await open("reference.html", { viewport: desktop });
  // A page that is not well may never get so far; then its faults say why.
  await hydrated(page).catch(() => undefined);
  // Let it do what it does when it has nothing else to do.
  await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
  expect(faults).toEqual([]);
});

test.each([true, false])(
  "every type is in the text, with its provenance; scripts run: %s",
  async (javaScriptEnabled) => {
    const { page } = await open("reference.html", { viewport: desktop, javaScriptEnabled });
    const text = javaScriptEnabled ? await hydrated(page) : await textOf(page);
    const types = unions().flatMap((union) => Object.keys(union.discriminator?.mapping ?? {}));
    expect(types).toEqual(expect.arrayContaining(["new_messages", "thirdparty_agent_takeover", "postback"]));
    for (const type of types) expect(text).toContain(`type is ${type}. Schema: `);
    for (const value of enums().flatMap((schema) => schema.enum ?? []))
      expect(text).toContain(`\n${value}\n`);
    for (const title of Object.keys(spec.components.schemas)) {
      if (!spec.components.schemas[title]?.discriminator) expect(text).toMatch(new RegExp(`\\b${title}\\b`));
    }
    for (const word of ["documented", "example", "inferred"]) expect(text).toContain(`Provenance: ${word}`);
  },
);

test("every property of an event, message or button stands in its section, with its provenance", async () => {
  const { page } = await open("reference.html", { viewport: desktop });
  await hydrated(page);
  // The rows of the table that follows "Schema: …", by schema.
  const tables = await page.evaluate(() => {
    const rows = new Map<string, string[][]>();
    let schema = "";
    for (const element of document.querySelectorAll("p, tr")) {
      schema = /Schema: (\w+)/.exec(element.textContent)?.[1] ?? schema;
      const cells = [...element.querySelectorAll("td")].map((cell) => cell.textContent.trim());
      if (cells.length > 0) rows.set(schema, [...(rows.get(schema) ?? []), cells]);
    }
    return [...rows];
  });
  const shown = new Map(tables);
  const resolve = (schema: Schema): Schema =>
    spec.components.schemas[schema.$ref?.split("/").at(-1) ?? ""] ?? schema;
  for (const union of unions()) {
    for (const $ref of Object.values(union.discriminator?.mapping ?? {})) {
      const schema = resolve({ $ref });
      for (const [name, property] of Object.entries(schema.properties ?? {})) {
        const row = shown.get(schema.title ?? "")?.find(([first]) => first === name);
        expect(row?.[2], `${schema.title}.${name}`).toBe(resolve(property)["x-provenance"]);
        expect(row?.[3], `${schema.title}.${name}`).not.toBe("");
      }
    }
  }
});

test("every example is in the text, to its last string", async () => {
  const { page } = await open("reference.html", { viewport: desktop });
  const text = await hydrated(page);
  const examples = wholeExamples([spec.webhooks, spec.paths]);
  expect(examples.length).toBeGreaterThan(20);
  // Of a delivery with many events, three of a type are shown.
  const shown = examples.map(({ value }) => (value as { events?: unknown[] }).events?.slice(0, 3) ?? value);
  const all = shown.flatMap(strings).map((value) => JSON.stringify(value));
  expect([...new Set(all)].filter((value) => !text.includes(value))).toEqual([]);
});

test("a link in a table leads to the section, and the first link back to the start page", async () => {
  const { page, faults } = await open("reference.html", { viewport: desktop });
  await hydrated(page);
  await page
    .locator("td a", { hasText: /^Author$/ })
    .first()
    .click();
  await page.waitForFunction(() => {
    const { top } = document.getElementById("section/objects/author")?.getBoundingClientRect() ?? { top: -1 };
    return top >= 0 && top < innerHeight / 2;
  });
  await page.getByText("Start page and decisions").first().click();
  await page.getByText("not affiliated with or endorsed by Proto").waitFor();
  expect(faults).toEqual([]);
});

test("the start page leads to everything else, and each page fits a phone", async () => {
  const start = await open("index.html", { viewport: phone });
  expect(await textOf(start.page)).toContain(
    "independent project. It is not affiliated with or endorsed by Proto.",
  );
  const links = await start.page
    .locator("a")
    .evaluateAll((all) => all.map((a) => a.getAttribute("href") ?? ""));
  const pages = await Promise.all(["guides", "decisions"].map(pagesOf));
  expect(links.sort()).toEqual(
    [...pages.flat(), "guides/changes.html", "guides/receiver.html", "openapi.json", "reference.html"].sort(),
  );
  for (const file of ["index.html", ...links.filter((link) => link.endsWith(".html"))]) {
    const { page, faults } = await open(file, { viewport: phone });
    if (file === "reference.html") await hydrated(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), file).toBeLessThanOrEqual(
      phone.width,
    );
    expect(faults, file).toEqual([]);
  }
});

test("on a phone, no column of a property table is out of sight", async () => {
  const { page } = await open("reference.html", { viewport: phone });
  await hydrated(page);
  const rights = await page
    .locator("td")
    .evaluateAll((all) => all.map((td) => td.getBoundingClientRect().right));
  expect(rights.length).toBeGreaterThan(100);
  expect(Math.max(...rights)).toBeLessThanOrEqual(phone.width);
});

test("a decision record shows its title, text and tables", async () => {
  const { page } = await open("decisions/0001-open-and-closed-types.html", { viewport: desktop });
  expect(await page.textContent("h1")).toBe("0001 What is open and what is closed in the format");
  expect(await page.locator("h2").allInnerTexts()).toEqual(["Question", "Tried", "Choice", "What follows"]);
  expect(await page.locator("table tr").count()).toBeGreaterThan(5);
});

test("every link of a guide or a record leads to a page that is there, and to a place on it", async () => {
  const files = [
    "guides/changes.html",
    "guides/receiver.html",
    ...(await Promise.all(["guides", "decisions"].map(pagesOf))).flat(),
  ];
  const targets = new Set<string>();
  for (const file of files) {
    const { page } = await open(file);
    const hrefs = await page.locator("a").evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
    for (const href of hrefs) targets.add(href);
    await page.context().close();
  }
  const root = pathToFileURL(join(folder, "a")).href;
  const inside = [...targets].filter((target) => target.startsWith(root));
  expect(inside.length).toBeGreaterThanOrEqual(3);
  expect([...targets].filter((target) => !/^(file|https):/.test(target))).toEqual([]);
  for (const target of inside) {
    const { pathname, hash } = new URL(target);
    const html = await readFile(fileURLToPath(pathToFileURL(decodeURIComponent(pathname))), "utf8");
    if (hash !== "") expect(html, target).toContain(`id="${decodeURIComponent(hash.slice(1))}"`);
  }
});

test("a guide shows its tables and code, and leads to others", async () => {
  const { page, faults } = await open("guides/duplicates.html", { viewport: desktop });
  expect(await page.textContent("h1")).toBe("Duplicates");
  expect(await page.locator("table").count()).toBeGreaterThanOrEqual(2);
  await page.getByRole("link", { name: "Proto webhooks" }).click();
  await page.getByRole("link", { name: "Accept here, handle there" }).click();
  await page.getByRole("heading", { level: 1, name: "Accept here, handle there" }).waitFor();
  expect(await page.locator("pre code").count()).toBeGreaterThanOrEqual(2);
  expect(faults).toEqual([]);
});

test("two builds are equal, byte for byte, and a build removes what an earlier one left", async () => {
  const [first, second] = [join(folder, "a"), join(folder, "b")];
  await buildSite({ spec: { ...spec, info: { ...spec.info, title: "Old" } }, repo, output: second });
  await buildSite({ spec, versions, repo, output: second });
  const files = (await readdir(first, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  );
  expect(files.length).toBeGreaterThanOrEqual(4);
  for (const { name, parentPath } of files) {
    const file = join(parentPath, name);
    expect((await readFile(file)).equals(await readFile(file.replace(first, second))), name).toBe(true);
  }
});

test("from each version of the reference, its menu leads to all others, also without scripts", async () => {
  const { page, faults } = await open("reference.html", { viewport: phone, javaScriptEnabled: false });
  const choose = async (from: string, to: string) => {
    await page.locator("summary", { hasText: `Version: ${from}` }).click();
    const labels = await page.locator(".versions li").allTextContents();
    expect(labels).toEqual(["next, unreleased", "0.10.0", "0.9.0"]);
    await page.locator(".versions a", { hasText: to }).click();
    await page.locator("summary", { hasText: `Version: ${to}` }).waitFor();
  };
  await choose("next, unreleased", "0.9.0");
  expect(await textOf(page)).toContain("Shapes 0.9.0");
  await choose("0.9.0", "0.10.0");
  expect(await textOf(page)).toContain("Shapes 0.10.0");
  expect(await page.locator('a[href="../../index.html"]').count()).toBeGreaterThan(0);
  await choose("0.10.0", "next, unreleased");
  expect(await textOf(page)).toContain(spec.info.title);
  expect(faults).toEqual([]);
  const kept = await readFile(join(folder, "a/versions/0.9.0/openapi.json"), "utf8");
  expect(JSON.parse(kept).info.version).toBe("0.9.0");
});
