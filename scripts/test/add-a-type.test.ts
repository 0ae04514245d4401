// Adding a type touches spec/ only: begun by the command, filled in, generated and built in a copy of the workspace.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addEnumValue, removeButton, renameMessage, requireField } from "./change-types.ts";
import { consumerIn } from "./consumer-in.ts";
import { copyOfWorkspace } from "./copy-of-workspace.ts";
import { fillIn } from "./types-to-add.ts";

const root = join(import.meta.dirname, "../..");
const copy = copyOfWorkspace("with-types-");
const consumer = consumerIn(copy);
afterAll(() => copy.remove());

/** What git finds changed, without the packages' generated code and the consumer that the test put there. */
const changedByHand = () =>
  spawnSync("git", ["status", "--porcelain", "--untracked-files=all"], { cwd: copy.folder, encoding: "utf8" })
    .stdout.split("\n")
    .map((line) => line.slice(3))
    .filter((file) => file !== "" && !/^(packages\/[^/]+\/src\/gen|consumer)\//.test(file));

function node(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, args, {
    cwd: copy.folder,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined },
  });
}

/** Generates and builds what depends on the spec. */
function build(...packages: string[]): void {
  const filters = packages.map((name) => `--filter=${name}`);
  const turbo = join(root, "node_modules/.bin/turbo");
  const { status, stdout } = spawnSync(turbo, ["run", "build", ...filters], {
    cwd: copy.folder,
    encoding: "utf8",
  });
  expect(stdout, "the build").toContain("successful");
  expect(status).toBe(0);
}

beforeAll(() => {
  const cli = join(root, "packages/cli/bin/proto-webhooks.js");
  for (const args of [
    ["event", "chat_started"],
    ["message", "trip"],
    ["button", "call"],
  ]) {
    const { status, stderr } = node(cli, "new", ...args);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  }
  fillIn(copy);
  build("proto-webhooks", "@proto-webhooks/docs");
}, 120_000);

test("nothing was edited outside of spec/", () => {
  expect(changedByHand().filter((file) => !file.startsWith("spec/"))).toEqual([]);
});

test("TypeScript narrows by them, and finds what is wrong about them", () => {
  expect(consumer.compile()).toEqual([
    expect.stringMatching(/^mistakes\.ts:8 TS2345: Argument of type '"chat_begun"'/),
    expect.stringMatching(/^mistakes\.ts:9 TS2345: Argument of type '"chat_started"'/),
    expect.stringMatching(/^mistakes\.ts:10 TS2367: /),
    expect.stringMatching(/^mistakes\.ts:10 TS2345: /),
    expect.stringMatching(/^mistakes\.ts:11 TS2339: /),
    expect.stringMatching(/^mistakes\.ts:12 TS2322: /),
  ]);
});

test("the mock builds and sends them, the receiver hands them out, the validators judge them", () => {
  expect(JSON.parse(consumer.run("program.ts"))).toEqual({
    handled: ["Ada came from poster", "High Street, 10 minutes", "Hello (en)", "buttons: call"],
    click: expect.stringContaining('what a click on a button of type "call" does is not known'),
    good: [[], []],
    bad: [
      [
        "wrong_value data.pace",
        "too_many_items data.stops",
        ...Array.from({ length: 5 }, (_, i) => `missing_property data.stops.${i}.street`),
      ],
      ["unknown_property data.more", "wrong_format data.map"],
    ],
    made: [],
    paces: ["fast", "slow"],
    events: ["chat_started", "new_messages"],
  });
});

describe("the command line", () => {
  const cli = (...args: string[]) => node("packages/cli/bin/proto-webhooks.js", ...args);

  test("lists them, and each enum", () => {
    const { stdout } = cli("types", "--json");
    const types = JSON.parse(stdout);
    expect(types.events).toContain("chat_started");
    expect(types.messages).toContain("trip");
    expect(types.buttons).toContain("call");
    expect(types.paces).toEqual(["slow", "fast"]);
  });

  test.each([
    ["chat_started", { type: "chat_started", source: "poster" }],
    ["message:trip", { messages: [{ type: "trip", data: { pace: "slow" } }] }],
    ["button:call", { messages: [{ data: { cards: [{ buttons: [{ type: "call", title: "Call us" }] }] } }] }],
    ["example:trip", { messages: [{ type: "trip", data: { stops: [{ street: "Main Street" }] } }] }],
  ])("sends %s", async (what, event) => {
    const bodies: string[] = [];
    const server = createServer(async (request, response) => {
      bodies.push(await text(request));
      response.end();
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const child = spawn(
      process.execPath,
      ["packages/cli/bin/proto-webhooks.js", "send", what, "--to", `http://127.0.0.1:${port}/`],
      { cwd: copy.folder, stdio: "ignore" },
    );
    expect(await once(child, "close")).toEqual([0, null]);
    server.close();
    expect(JSON.parse(bodies[0] ?? "").events[0]).toMatchObject(event);
  });
});

test("the docs show them", () => {
  const sections = copy.read("packages/docs/src/gen/reference.md");
  const reference = copy.read("packages/docs/dist/reference.html");
  for (const name of ["ChatStartedEvent", "TripMessage", "TripData", "Stop", "Pace", "CallButton"]) {
    expect(sections).toContain(name);
  }
  for (const word of ["chat_started", "trip", "The streets, four at most.", "The number to call."]) {
    expect(reference).toContain(word);
  }
});

test("programs in other languages have their schemas and vectors", () => {
  for (const reading of ["tolerant", "strict"]) {
    const { properties } = JSON.parse(copy.read(`spec/dist/schemas/${reading}/TripData.json`));
    expect(properties.stops).toMatchObject({ maxItems: 4, items: { $ref: "Stop.json" } });
    const bundle = JSON.parse(copy.read(`spec/dist/schemas/${reading}.json`));
    expect(bundle.$defs.Event.if.properties.type.enum).toEqual(["new_messages", "chat_started"]);
  }
  const vectors = copy.read("spec/dist/vectors.jsonl");
  for (const type of ["chat_started", "trip", "call"]) expect(vectors).toContain(`\\"type\\":\\"${type}\\"`);
});

/** The lines of the consumer that use what is changed below. */
const used = [
  'import { callButton, carouselMessage, createMockProto, tripMessage } from "@proto-webhooks/mock-sender";',
  'receiver.onMessage("trip", ({ message }) => handled.push(said(message)));',
  'same<Equal<Extract<MessageType, "trip">, "trip">>();',
  'same<Equal<Extract<ButtonType, "call">, "call">>();',
  'same<Equal<Pace, "slow" | "fast">>();',
  'same<Equal<ButtonOf<"call">["phoneNumber"], string | null | undefined>>();',
  'case "trip":',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a line of a program
  "return `${message.data.stops.map((stop) => stop.street).join()}, ${minutes[message.data.pace]} minutes`;",
  "const minutes: Record<Pace, number> = { slow: 20, fast: 10 };",
  "export const started: ChatStartedEvent = {",
];

describe("what is changed about them later is told to who uses them, by TypeScript", () => {
  beforeAll(() => {
    for (const change of [removeButton, renameMessage, requireField, addEnumValue]) change(copy);
    build("@proto-webhooks/mock-sender", "@proto-webhooks/receiver");
  }, 120_000);

  test("at each place where they are used, and at no other", () => {
    const told = consumer.compile().filter((error) => !error.startsWith("mistakes.ts"));
    const wanted = [
      // One type that is gone, one that is called otherwise, a field that is required, a value that was added.
      /^program\.ts:\d+ TS2305: .* has no exported member 'callButton'/,
      /^program\.ts:\d+ TS2345: Argument of type '"trip"'/,
      /^types\.ts:\d+ TS2344: Type '"call"' does not satisfy/,
      /^types\.ts:\d+ TS2678: Type '"trip"' is not comparable to type .*"way"/,
      /^types\.ts:\d+ TS2741: Property 'running' is missing/,
      /^types\.ts:\d+ TS2741: Property 'source' is missing/,
    ];
    for (const error of wanted) expect(told).toContainEqual(expect.stringMatching(error));
    expect([...new Set(told.map(lineOf))]).toEqual(used);
  });
});

/** The text of the line that an error is about. */
function lineOf(error: string): string {
  const [file = "", line] = error.split(/[: ]/);
  return copy.read(`consumer/${file}`).split("\n")[Number(line) - 1]?.trim() ?? "";
}
