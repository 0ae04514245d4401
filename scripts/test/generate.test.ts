// `generate` and `dev`, as they are run, on copies of the whole workspace.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { globSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CopyOfWorkspace, copyOfWorkspace } from "./copy-of-workspace.ts";

const here: CopyOfWorkspace = copyOfWorkspace();
const elsewhere: CopyOfWorkspace = copyOfWorkspace("in-another-place-");
afterAll(() => {
  for (const copy of [here, elsewhere]) copy.remove();
});

const generated = ({ folder }: CopyOfWorkspace): string[] =>
  globSync(["packages/*/src/gen/**/*.*", "spec/dist/**/*.*", "spec/CHANGES.md"], { cwd: folder }).sort();

/** Every generated file with what it says. */
function contents(copy: CopyOfWorkspace): Record<string, string> {
  return Object.fromEntries(generated(copy).map((file) => [file, copy.read(file)]));
}

function generate(
  { folder }: CopyOfWorkspace,
  env = {},
): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/generate.ts"], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, ...env, NO_COLOR: "1", FORCE_COLOR: undefined },
  });
  return { status, stdout, stderr };
}

beforeAll(() => {
  const { status, stdout, stderr } = generate(here);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  // The bundle is not committed; all else is, and is what the generators give.
  expect(stdout).toMatch(/^Nothing changed \(.* s\)\.\n$/);
}, 60_000);

test("the same spec gives the same bytes, wherever it stands, whoever checks it out, and again", () => {
  // Line ends of another system, another language, another time zone; and nothing that was there before.
  for (const file of globSync("spec/**/*.{yaml,json}", {
    cwd: elsewhere.folder,
    exclude: ["**/node_modules/**"],
  })) {
    writeFileSync(join(elsewhere.folder, file), elsewhere.read(file).replaceAll("\n", "\r\n"));
  }
  for (const file of generated(elsewhere)) writeFileSync(join(elsewhere.folder, file), "");
  const { status } = generate(elsewhere, { LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8", TZ: "Asia/Kolkata" });
  expect(status).toBe(0);
  expect(contents(elsewhere)).toEqual(contents(here));
  expect(JSON.stringify(contents(here))).not.toContain(here.folder);
  expect(generated(here).length).toBeGreaterThan(20);
});

describe("a failure leaves everything as it was, in all packages", () => {
  test.each<[what: string, file: string, from: string, to: string, told: RegExp]>([
    [
      "a mistake in the spec",
      "spec/schemas/Card.yaml",
      "Button.yaml",
      "Knob.yaml",
      /^spec\/schemas\/Card\.yaml:29:7 {2}no-unresolved-refs\n.*\n {2}✗ There is no file schemas\/Knob\.yaml\.\n {2}→ /,
    ],
    [
      "a generator that fails when others have written",
      "packages/mock-sender/generate/main.ts",
      "const spec = await loadSpec();",
      'await new Promise((resolve) => setTimeout(resolve, 2_500));\nthrow new Error("Out of order.");',
      /Error: Out of order\./,
    ],
  ])("%s", (_, file, from, to, told) => {
    const before = contents(here);
    // So that the others have something to write.
    const [one, other] = ["One card of a carousel.", "One of the cards of a carousel."];
    here.edit("spec/schemas/Card.yaml", (text) => text.replace(one, other));
    here.edit(file, (text) => text.replace(from, to));
    const { status, stderr } = generate(here);
    expect(stderr).toMatch(told);
    expect(stderr).not.toMatch(/turbo|ELIFECYCLE/);
    expect(status).toBe(1);
    expect(contents(here)).toEqual(before);

    // What others had written, and turbo had kept, comes back once it is mended.
    here.edit(file, (text) => text.replace(to, from));
    expect(generate(here).status).toBe(0);
    for (const written of ["packages/types/src/gen/named.ts", "packages/mock-sender/src/gen/builders.ts"]) {
      expect(here.read(written)).toContain(other);
    }
    here.edit("spec/schemas/Card.yaml", (text) => text.replace(other, one));
    expect(generate(here).status).toBe(0);
    expect(contents(here)).toEqual(before);
  });
});

/** What runs below a folder, by Linux's own list; other systems have none that is read as easily. */
function processesIn(folder: string): string[] {
  return globSync("/proc/[0-9]*/cwd").flatMap((cwd) => {
    try {
      return readlinkSync(cwd).startsWith(folder) ? [readFileSync(join(cwd, "../cmdline"), "utf8")] : [];
    } catch {
      // It ended meanwhile, or is another user's.
      return [];
    }
  });
}

describe("dev", () => {
  let dev: ChildProcess;
  let printed = "";
  afterAll(() => {
    if (dev.exitCode === null && dev.signalCode === null && dev.pid !== undefined)
      process.kill(-dev.pid, "SIGKILL");
  });

  /** What it prints from now on, until that is there. */
  async function prints(end: RegExp): Promise<string> {
    await expect.poll(() => printed, { timeout: 60_000, interval: 50 }).toMatch(end);
    const found = printed;
    printed = "";
    return found;
  }

  test("shows what an edit leads to, survives a mistake, and ends with all that it started", {
    timeout: 120_000,
  }, async () => {
    dev = spawn(process.execPath, ["scripts/dev.ts"], {
      cwd: here.folder,
      env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined },
      stdio: ["ignore", "pipe", "pipe"],
      // A process group of its own, as in a terminal.
      detached: true,
    });
    for (const stream of [dev.stdout, dev.stderr]) {
      stream?.on("data", (chunk) => {
        printed += stripVTControlCharacters(String(chunk));
      });
    }
    await prints(/Watching spec\//);
    if (process.platform === "linux") expect(processesIn(here.folder)).not.toEqual([]);

    const property =
      '  footer:\n    type: [string, "null"]\n    description: A line below.\n    x-provenance: inferred\n';
    here.edit("spec/schemas/Card.yaml", (text) => text.replace("properties:\n", `properties:\n${property}`));
    const changed = await prints(/Generated and tested, in/);
    expect(changed).toContain("spec/schemas/Card.yaml\n  ~ Card changed\n");
    expect(changed).toContain("      +   footer?: string | null;\n");
    expect(changed).toContain("✓ the spec's tests, the cases, by the validators, the type tests\n");

    here.edit("spec/schemas/Card.yaml", (text) => text.replace("Button.yaml", "Knob.yaml"));
    const mistake = await prints(/Mend it, and this goes on/);
    expect(mistake).toContain("✗ There is no file schemas/Knob.yaml.");
    expect(here.read("packages/types/src/gen/named.ts")).toContain("footer");

    here.edit("spec/schemas/Card.yaml", (text) => text.replace("Knob.yaml", "Button.yaml"));
    const mended = await prints(/Generated and tested, in/);
    expect(mended).toContain("No public type changed.\n✓ the spec's tests, the cases, by the validators\n");

    here.edit("spec/cases/invalid-deliveries.json", (text) => text.replace("missing_property", "wrong_type"));
    const failed = await prints(/Generated; tests failed, in/);
    expect(failed).toMatch(
      /spec\/cases\/invalid-deliveries\.json\nNo public type changed\.\n✗ the spec's tests\n/,
    );

    const ended = new Promise((resolve) => dev.on("close", (code) => resolve(code)));
    process.kill(-(dev.pid ?? 0), "SIGINT");
    expect(await ended).toBe(0);
    expect(processesIn(here.folder)).toEqual([]);
  });

  test("ends in the middle of its work too, and leaves nothing half generated", {
    timeout: 60_000,
  }, async () => {
    const before = contents(here);
    here.edit(
      "packages/validators/generate/main.ts",
      (text) => `await new Promise((resolve) => setTimeout(resolve, 100_000));\n${text}`,
    );
    here.edit("spec/schemas/Card.yaml", (text) => text.replace("One card of", "A card of"));
    printed = "";
    dev = spawn(process.execPath, ["scripts/dev.ts"], {
      cwd: here.folder,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const ended = new Promise((resolve) => dev.on("close", (code) => resolve(code)));
    // Another package is done, and this one is not.
    await expect
      .poll(() => here.read("packages/types/src/gen/named.ts"), { timeout: 30_000 })
      .toContain("A card of");
    process.kill(dev.pid ?? 0, "SIGTERM");
    expect(await ended).toBe(0);
    expect(contents(here)).toEqual(before);
    expect(processesIn(here.folder)).toEqual([]);
  });
});
