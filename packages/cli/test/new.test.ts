import { spawnSync } from "node:child_process";
import { cpSync, globSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeEach, describe, expect, test } from "vitest";
import { files } from "./support/files.ts";
import { run } from "./support/run.ts";

const spec = fileURLToPath(new URL("../../../spec/", import.meta.url));
const { folder } = files();
let copies = 0;
/** A copy of the spec for each test, in a checkout of its own. */
let checkout: string;
const inSpec = (file: string) => join(checkout, "spec", file);
const read = (file: string) => readFileSync(inSpec(file), "utf8");

/** What is copied, and looked at: nothing that is installed, which other checkouts may share. */
const parts = ["openapi.yaml", "package.json", "schemas", "parameters", "responses", "examples", "cases"];

beforeEach(() => {
  checkout = join(folder, String(copies++));
  mkdirSync(join(checkout, "packages"), { recursive: true });
  for (const part of parts) cpSync(join(spec, part), inSpec(part), { recursive: true });
  const example = read("schemas/UnrecognizedEvent.yaml").replace(
    /examples: \[\w+\]/,
    "examples: [comet_seen]",
  );
  writeFileSync(inSpec("schemas/UnrecognizedEvent.yaml"), example);
  symlinkSync(join(spec, "node_modules"), join(checkout, "node_modules"), "junction");
});

/** Every file of the spec with what it says. */
function everything(): Record<string, string> {
  const names = globSync([...parts, ...parts.map((part) => `${part}/**/*.*`)], {
    cwd: join(checkout, "spec"),
  });
  const all = names.filter((name) => statSync(inSpec(name)).isFile());
  return Object.fromEntries(all.map((name) => [inSpec(name), read(name)]));
}

const begin = (...args: string[]) => run(["new", ...args], { cwd: join(checkout, "packages") });

/** What the spec's own check finds wrong with the copy. */
function problems(): unknown {
  const check = new URL("../../../spec/check/check-spec.ts", import.meta.url).href;
  const script = `import { checkSpec } from ${JSON.stringify(check)}; console.log(JSON.stringify(await checkSpec(process.argv[1])));`;
  const flags = ["--experimental-strip-types", "--no-warnings", "--input-type=module"];
  const { stdout } = spawnSync(process.execPath, [...flags, "--eval", script, join(checkout, "spec")], {
    encoding: "utf8",
  });
  return JSON.parse(stdout);
}

/** The mutants of the copy's new schemas that none of its examples and cases notices. */
function survivors(): unknown {
  for (const part of ["generate", "mutate", "test"])
    cpSync(join(spec, part), inSpec(part), { recursive: true });
  const names = [
    "CometSeenEvent",
    "ShootingStarMessage",
    "ShootingStarData",
    "RingButton",
    "Event",
    "Button",
  ];
  const flags = ["--experimental-strip-types", "--no-warnings"];
  const args = [...flags, inSpec("mutate/main.ts"), "--json", ...names];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  expect(stderr).toBe("");
  return JSON.parse(stdout).survivors;
}

test("what it begins is a spec without a mistake, in which each kind has schema, example and cases", async () => {
  const before = everything();
  const event = await begin("event", "comet_seen");
  expect({ code: event.code, stderr: event.stderr }).toEqual({ code: 0, stderr: "" });
  expect(event.stdout).toBe(`Created
  ../spec/schemas/CometSeenEvent.yaml
  ../spec/examples/comet-seen.json
Changed
  ../spec/schemas/Event.yaml
  ../spec/schemas/UnrecognizedEvent.yaml
  ../spec/openapi.yaml
  ../spec/cases/invalid-deliveries.json
  ../spec/cases/tolerated-deliveries.json
  ../spec/cases/types.json
Next
  1. Say in ../spec/schemas/CometSeenEvent.yaml what Proto sends: properties, descriptions, and by x-provenance where
     you have it from.
  2. Put what Proto sent into ../spec/examples/comet-seen.json, and mend its summary in openapi.yaml and the new cases.
  3. Run npx -y pnpm@12 generate, then npx -y pnpm@12 fix.
`);
  expect((await begin("message", "shooting-star")).code).toBe(0);
  expect((await begin("button", "ring")).code).toBe(0);
  expect(problems()).toEqual([]);

  expect(read("schemas/Message.yaml")).toContain("  - $ref: ShootingStarMessage.yaml\n");
  expect(read("schemas/Message.yaml")).toContain("    shooting-star: ShootingStarMessage.yaml\n");
  expect(read("schemas/CometSeenEvent.yaml")).toContain("required: [type, chat, channel]\n");
  expect(read("schemas/RingButton.yaml")).toMatch(/ {2}postbackData:\n {4}type: "null"\n/);
  // What was an example of a type that is not listed is none any more.
  expect(read("schemas/UnrecognizedEvent.yaml")).toContain("examples: [some_future_event]");
  expect(JSON.parse(read("examples/shooting-star.json")).events[0].messages).toEqual([
    { type: "shooting-star", author: expect.any(Object), data: { text: "Hello" } },
  ]);
  expect(namesOf("invalid-deliveries")).toEqual(
    expect.arrayContaining([
      "comet_seen event without chat",
      "shooting-star message whose author is a number",
      "data of shooting-star message without text",
      "ring button whose url is a number",
      "unknown property in ring button",
    ]),
  );
  expect(namesOf("tolerated-deliveries")).toContain("additional property in ring button");
  expect(namesOf("types")).toEqual(
    expect.arrayContaining(["ShootingStarData is null", "RingButton with text"]),
  );
  expect(survivors()).toEqual([]);
  // Of what was there, no line is gone, but those with the examples; comments and layout stay.
  for (const [file, text] of Object.entries(before)) {
    const now = new Set(readFileSync(file, "utf8").split("\n"));
    const gone = text.split("\n").filter((line) => !now.has(line));
    expect(gone, file).toEqual(file.includes("UnrecognizedEvent") ? ["    examples: [comet_seen]"] : []);
  }
});

function namesOf(cases: string): string[] {
  return JSON.parse(read(`cases/${cases}.json`)).map(({ name }: { name: string }) => name);
}

test("the line ends of a checkout stay", async () => {
  for (const [file, text] of Object.entries(everything())) writeFileSync(file, text.replaceAll("\n", "\r\n"));
  expect((await begin("message", "shooting_star")).code).toBe(0);
  for (const text of Object.values(everything())) expect(text.replaceAll("\r\n", "")).not.toContain("\n");
  expect(problems()).toEqual([]);
});

describe("a name that cannot be had is refused, with what to do, and nothing is written", () => {
  test.each([
    ["of a type that is listed", ["message", "carousel"], 'lists the message "carousel" already'],
    ["of a schema that is there", ["message", "unrecognized"], "a meaning of its own"],
    ["that generated code has", ["button", "known"], "a meaning of its own"],
    ["of a schema in other letters", ["message", "send_text"], "schemas/SendTextMessage.yaml already"],
    ["of an example that is there", ["event", "batch"], "examples/batch.json already"],
    ["that the cases take for one that is not listed", ["event", "some_future_event"], "stands in cases/"],
    ["that all objects have", ["event", "constructor"], "all objects have"],
    ["with capitals", ["event", "ChatStarted"], "in small letters"],
    ["with a digit", ["event", "chat_2"], "in small letters"],
    ["that is a path", ["event", "../evil"], "in small letters"],
    ["that is empty", ["event", ""], "in small letters"],
    ["of no kind", ["card", "big"], "Allowed choices are event, message, button"],
  ])("%s", async (_, args, message) => {
    const before = everything();
    const { code, stdout, stderr } = await begin(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(everything()).toEqual(before);
  });
});

describe("all is written, or nothing", () => {
  test("a spec with a mistake is left alone", async () => {
    writeFileSync(inSpec("openapi.yaml"), "openapi: [");
    const before = everything();
    const { code, stderr } = await begin("event", "comet_seen");
    expect(code).toBe(2);
    expect(stderr).toContain("spec/openapi.yaml has a mistake");
    expect(everything()).toEqual(before);
  });

  test("cases that are no JSON are left alone", async () => {
    writeFileSync(inSpec("cases/tolerated-deliveries.json"), "[");
    const before = everything();
    expect((await begin("event", "comet_seen")).code).toBe(2);
    expect(everything()).toEqual(before);
  });
});

test("elsewhere it says where it can be run", async () => {
  const { code, stderr } = await run(["new", "event", "comet_seen"], { cwd: folder });
  expect(code).toBe(2);
  expect(stderr).toBe(`error: There is no spec in this folder, nor in one above it.
Run it in a checkout of proto-webhooks, or say with --spec where its folder spec is.
`);
  const other = await run(["new", "event", "comet_seen", "--spec", folder]);
  expect(other.code).toBe(2);
  expect(other.stderr).toContain("is no spec: openapi.yaml or schemas/Event.yaml is missing there.");
  const named = await run(["new", "event", "comet_seen", "--spec", join(checkout, "spec")]);
  expect(named.code).toBe(0);
});
