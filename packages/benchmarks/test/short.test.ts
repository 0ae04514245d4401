// Every scenario on every store, as small as it gets: so that the benchmark still runs when it is needed.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import type { Result } from "../src/figure.ts";

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "bench-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function bench(...args: string[]) {
  const child = spawn(process.execPath, [main, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(child, "close");
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await ended;
  return { code, stdout, stderr };
}

// All scenarios, one after the other: a machine that does something else too may take long.
test("all that is measured is measured, and nothing is left behind", { timeout: 120_000 }, async () => {
  // PostgreSQL runs as a user of its own, who must get into the folder.
  chmodSync(folder, 0o755);
  const json = join(folder, "results.json");
  expect(await bench("--short", "--folder", folder, "--json", json)).toMatchObject({ code: 0, stderr: "" });

  const { machine, results } = JSON.parse(readFileSync(json, "utf8")) as {
    machine: { node: string };
    results: Result[];
  };
  expect(machine.node).toBe(process.versions.node);
  expect(results.map(({ scenario }) => scenario)).toEqual([
    "validate",
    "durable",
    "handled",
    "backlog",
    "random",
    "send",
    "size",
    "editor",
  ]);
  const figures = results.flatMap(({ scenario, figures }) =>
    figures.map((figure) => ({ ...figure, name: `${scenario}: ${figure.name}` })),
  );
  // JSON has no NaN: what could not be measured would be null.
  for (const { name, value } of figures) expect([name, value]).toEqual([name, expect.any(Number)]);
  const asked = figures.filter(({ target }) => target).map(({ name, target }) => [name, target?.value]);
  expect(asked).toEqual([
    ...["text", "full carousel", "20 events", "text, a mistake", "20 events, a mistake in each"].flatMap(
      judged,
    ),
    ["durable: answers, SQLite ÷ none", 0.75],
    ["durable: CPU time, SQLite ÷ none", 1.35],
    ...handledOn("SQLite", 15_000),
    ...handledOn("PostgreSQL", 6_000),
    ...["SQLite", "PostgreSQL"].flatMap((store) => ["50", "500"].flatMap((chats) => backlogOn(store, chats))),
    ["random: createRandom", 20_000],
    ["send: one delivery, again and again", 5_000],
    ["send: random ones, made as they are sent", 5_000],
    ["size: validators, all of the main entry", 5],
    ["size: receiver for the edge", 10],
    ["size: declarations of @proto-webhooks/types", 30],
    ...["TypeScript 6", "TypeScript 7"].flatMap(checkedBy),
  ]);
  expect(readdirSync(folder)).toEqual(["results.json"]);
});

test("a mistake on the command line is told, and nothing is measured", async () => {
  const { code, stdout, stderr } = await bench("--short", "--full");
  expect([code, stdout, stderr]).toEqual([1, "", "It is either --short or --full.\n"]);
});

function judged(payload: string) {
  return [
    [`validate: ${payload}: parseDelivery`, 6],
    [`validate: ${payload}: parseDelivery ÷ fastest peer`, 1.15],
    [`validate: ${payload}: Zod ÷ parseDelivery`, 20],
  ];
}

function checkedBy(compiler: string) {
  return [
    [`editor: ${compiler}, @proto-webhooks/types: instantiations`, 2_000],
    [`editor: ${compiler}, @proto-webhooks/types: check time`, 50],
  ];
}

function handledOn(store: string, perSecond: number) {
  return [
    [`handled: ${store}, 1,000 chats`, perSecond],
    [`handled: ${store}, one hot chat`, 200],
  ];
}

function backlogOn(store: string, chats: string) {
  return [
    [`backlog: ${store}, ${chats} chats: much ÷ little pending`, 1.5],
    [`backlog: ${store}, ${chats} chats: memory`, 300],
    [`backlog: ${store}, ${chats} chats: stats`, 1_000],
    [`backlog: ${store}, ${chats} chats: backlog`, 1_000],
  ];
}
