import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { buttonTypes, eventTypes, messageTypes } from "@proto-webhooks/validators";
import { validateDelivery } from "@proto-webhooks/validators/strict";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { files } from "./support/files.ts";
import { listener } from "./support/listener.ts";
import { jsonLines, run } from "./support/run.ts";
import { examplePath } from "./support/spec.ts";

const { folder, write } = files();

/** A receiver that keeps what it gets, and answers as it is told. */
const got: Buffer[] = [];
let answers: number[] = [];
const server = createServer(async (request, response) => {
  got.push(await buffer(request));
  response.writeHead(answers.shift() ?? 200).end("because");
}).listen(0, "127.0.0.1");
await once(server, "listening");
const to = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`;

afterAll(() => void server.close());
beforeEach(() => {
  got.length = 0;
  answers = [];
});

describe("a type", () => {
  const all = [
    ...eventTypes.map((type) => ["event", type] as const),
    ...messageTypes.map((type) => ["message", type] as const),
    ...buttonTypes.map((type) => ["button", type] as const),
  ];

  test.each(all)("%s:%s is sent, and fits the spec", async (kind, type) => {
    const name = `${kind}:${type}`;
    const { code, stdout, stderr } = await run(["send", name, "--to", to, "--json"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(jsonLines(stdout)).toEqual([
      { file: null, line: null, type: name, status: 200, durationMs: expect.any(Number) },
    ]);
    const delivery = JSON.parse(String(got[0]));
    expect(validateDelivery(delivery)).toMatchObject({ ok: true });
    const [event] = delivery.events;
    const [message] = event.messages ?? [];
    const sent = { event, message, button: message?.data?.cards?.[0]?.buttons?.[0] }[kind];
    expect(sent.type).toBe(type);
  });

  test("by its short name; where it is two, it says which is sent", async () => {
    const { code, stdout, stderr } = await run(["send", "text", "--to", to]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^✓ 200 {2}\d+\.\d ms {2}message:text\n$/);
    expect(stderr).toBe("text is sent as message:text; the other one is button:text.\n");
  });

  test("that has a file of its name is asked back", async () => {
    write("text", '{"events":[]}');
    const both = await run(["send", "text", "--to", to], { cwd: folder });
    expect(both.code).toBe(2);
    expect(both.stderr).toContain("./text");
    expect(both.stderr).toContain("message:text");
    expect(got).toEqual([]);
    expect(await run(["send", "./text", "--to", to], { cwd: folder })).toMatchObject({ code: 0 });
    expect(String(got[0])).toBe('{"events":[]}');
  });

  test("that does not exist: all that do are listed", async () => {
    const { code, stderr } = await run(["send", "txet", "--to", to]);
    expect(code).toBe(2);
    for (const [kind, type] of all) expect(stderr).toContain(`${kind}:${type}\n`);
  });
});

describe("a file", () => {
  test("is sent byte for byte, whatever it holds", async () => {
    const bytes = Buffer.from('\n{ "events": [],\r\n  "a": 1.0e0, "b": "\xff" \n', "latin1");
    expect(await run(["send", write("odd.json", bytes), "--to", to])).toMatchObject({ code: 0 });
    expect(got).toEqual([bytes]);
  });

  test("of JSON Lines: each line by itself, in order", async () => {
    const file = write("three.jsonl", '{"events":[], "n":1}\r\n\n{"events":\n{"events":[],"n":3}');
    const { code, stdout } = await run(["send", file, "--to", to, "--json"]);
    expect(code).toBe(0);
    expect(got.map(String)).toEqual(['{"events":[], "n":1}', '{"events":', '{"events":[],"n":3}']);
    expect(jsonLines(stdout)).toMatchObject(
      [1, 3, 4].map((line) => ({ file, line, type: null, status: 200 })),
    );
  });

  test("from stdin", async () => {
    expect(await run(["send", "-", "--to", to], { stdin: '{"events":[]}' })).toMatchObject({ code: 0 });
    expect(got.map(String)).toEqual(['{"events":[]}']);
  });

  test.each([
    ["missing", "missing.json", "there is no such file"],
    ["a folder", ".", "it is a folder"],
    ["empty", write("nothing.json", "\n"), "there is no delivery"],
  ])("that is %s: exit 2", async (_name, file, message) => {
    const { code, stderr } = await run(["send", file, "--to", to]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(got).toEqual([]);
  });
});

describe("answers", () => {
  test("other than 200 make it exit 1, and the rest is sent all the same", async () => {
    answers = [200, 503, 204];
    const file = write("answers.jsonl", '{"events":[]}\n'.repeat(4));
    const { code, stdout } = await run(["send", file, "--to", to]);
    expect(code).toBe(1);
    expect(stdout.match(/[✓✗] \d+/g)).toEqual(["✓ 200", "✗ 503", "✗ 204", "✓ 200"]);
    expect(stdout).toContain("\n  because\n");
  });

  test("none: exit 2, and why", async () => {
    const closing = createServer((request) => request.socket.destroy()).listen(0, "127.0.0.1");
    await once(closing, "listening");
    const { port } = closing.address() as AddressInfo;
    const { code, stdout, stderr } = await run(["send", "url", "--to", `http://127.0.0.1:${port}/`]);
    closing.close();
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toBe(`error: no answer from http://127.0.0.1:${port}/: other side closed\n`);
  });

  test("nobody there: exit 2, and how to start somebody", async () => {
    const gone = createServer().listen(0, "127.0.0.1");
    await once(gone, "listening");
    const { port } = gone.address() as AddressInfo;
    gone.close();
    await once(gone, "close");
    const { code, stdout, stderr } = await run([
      "send",
      "text",
      "--to",
      `http://127.0.0.1:${port}/webhook?key=s3cr3t`,
    ]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`proto-webhooks listen --port ${port}`);
    expect(stderr).not.toContain("s3cr3t");
  });
});

test("what send sends, listen handles", async () => {
  const receiver = await listener(["--json"]);
  expect(await run(["send", examplePath("batch.json"), "--to", receiver.url])).toMatchObject({ code: 0 });
  expect(await run(["send", "carousel", "--to", receiver.url])).toMatchObject({ code: 0 });
  const { code, rest } = await receiver.stop("SIGTERM");
  expect(code).toBe(0);
  expect(rest.length).toBeGreaterThan(2);
  expect(JSON.parse(rest.at(-1) ?? "").event.messages[0].type).toBe("carousel");
});
