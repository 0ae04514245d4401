import { linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { play, scenario } from "../../src/index.ts";
import { loadScenario, loadTrace, saveScenario, saveTrace } from "../../src/node/index.ts";
import { events } from "../senders/events.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "traces-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
});

const one = scenario({ events: events(2), seed: 3 });

test("a trace and a scenario are read as they were kept", async () => {
  const trace = await play(one, { to: () => new Response() });
  await saveTrace(join(folder, "a.jsonl"), trace);
  await saveScenario(join(folder, "a.json"), one);
  expect(await loadTrace(join(folder, "a.jsonl"))).toEqual(trace);
  expect(await loadScenario(join(folder, "a.json"))).toEqual(one);
  expect(readdirSync(folder).toSorted()).toEqual(["a.json", "a.jsonl"]);
});

test("an error names the file", async () => {
  const path = join(folder, "a.jsonl");
  writeFileSync(path, "nothing");
  await expect(loadTrace(path)).rejects.toThrow(`${path}:1:1: no JSON`);
  await expect(loadScenario(path)).rejects.toThrow(`${path}:1:1: no JSON`);
});

test("what cannot be written whole is not written: what was there stays, and nothing else is left", async () => {
  const path = join(folder, "a.jsonl");
  // A folder that is not empty cannot be replaced by a file.
  mkdirSync(path);
  writeFileSync(join(path, "inside"), "kept");
  await expect(saveTrace(path, { deliveries: [] })).rejects.toThrow();
  expect(readdirSync(folder)).toEqual(["a.jsonl"]);
  expect(readFileSync(join(path, "inside"), "utf8")).toBe("kept");
});

test("a trace that cannot be written as JSON leaves the old file as it is", async () => {
  const path = join(folder, "a.jsonl");
  await saveTrace(path, { deliveries: [] });
  const before = readFileSync(path, "utf8");
  await expect(saveTrace(path, { deliveries: [{ items: [1n] }] as never })).rejects.toThrow();
  expect(readFileSync(path, "utf8")).toBe(before);
  expect(readdirSync(folder)).toEqual(["a.jsonl"]);
});

test("a file is replaced, not written over: whoever reads the old one reads all of it", async () => {
  const path = join(folder, "a.jsonl");
  await saveTrace(path, { deliveries: [] });
  const before = readFileSync(path, "utf8");
  linkSync(path, join(folder, "old"));
  await saveTrace(path, await play(one, { to: () => new Response() }));
  expect(readFileSync(join(folder, "old"), "utf8")).toBe(before);
  expect(readFileSync(path, "utf8").length).toBeGreaterThan(before.length);
});
