import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { describe, expect, test } from "vitest";
import { listener, post } from "./support/listener.ts";
import { run } from "./support/run.ts";
import { examplePath } from "./support/spec.ts";

const seed = readFileSync(examplePath("seed.json"), "utf8");
const chat = { id: "chat_1", human: { id: "human_1", name: "Ada" } };
const unrecognized = { type: "some_future_event", chat, channel: { id: "channel_1" }, extra: { at: 1 } };
const invalid = { type: "new_messages", chat };

describe("--json", () => {
  test("prints one line for each handled event, and nothing else on stdout", async () => {
    const receiver = await listener(["--json"]);
    expect(receiver.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/webhook$/);
    expect((await post(receiver.url, seed)).status).toBe(200);
    const line = await receiver.nextLine();
    const [event] = JSON.parse(seed).events;
    expect(Object.keys(JSON.parse(line))).toEqual(["receipt", "chat", "type", "event"]);
    expect(JSON.parse(line)).toEqual({
      receipt: expect.any(String),
      chat: event.chat.id,
      type: event.type,
      event,
    });
    expect(await receiver.stop("SIGINT")).toEqual({ code: 0, rest: [] });
  });

  test("unrecognized events are handled too, with all that they hold; invalid ones are told on stderr", async () => {
    const receiver = await listener(["--json"]);
    await post(receiver.url, JSON.stringify({ events: [invalid, unrecognized] }));
    expect(JSON.parse(await receiver.nextLine())).toMatchObject({
      type: "some_future_event",
      event: unrecognized,
    });
    const said = await receiver.note(/quarantine/);
    expect(said).toContain("/events/0/messages  events[0].messages: expected");
    expect(await receiver.stop("SIGINT")).toEqual({ code: 0, rest: [] });
  });

  test("has an id of its own for each event", async () => {
    const receiver = await listener(["--json"]);
    await post(receiver.url, seed);
    await post(receiver.url, seed);
    const lines = [await receiver.nextLine(), await receiver.nextLine()];
    expect(new Set(lines.map((line) => JSON.parse(line).receipt)).size).toBe(2);
  });
});

describe("for people", () => {
  test("prints who said what, and what is in quarantine", async () => {
    const receiver = await listener();
    await post(receiver.url, readFileSync(examplePath("human-message.json"), "utf8"));
    expect(await receiver.nextLine()).toMatch(/^new_messages {2}chat chat_58c1e0 {2}\S+$/);
    expect(await receiver.nextLine()).toBe("  Ada (human)  text: When are you open?");
    expect(await receiver.nextLine()).toBe("  Support bot (bot)  text: From nine to five.");
    await post(receiver.url, JSON.stringify({ events: [{ ...invalid, messages: [] }] }));
    expect(await receiver.nextLine()).toContain("quarantine");
    expect(await receiver.nextLine()).toContain("/events/0/channel");
  });

  test("cannot be steered by what others wrote", async () => {
    const receiver = await listener();
    const event = { ...unrecognized, type: "\u001b[2J\nfake", messages: 7 };
    await post(receiver.url, JSON.stringify({ events: [event] }));
    expect(await receiver.nextLine()).toMatch(/^\ufffd\[2J\ufffdfake \(unrecognized\) {2}chat chat_1/);
  });

  test("says what was refused, without a word of it", async () => {
    const receiver = await listener();
    expect((await post(receiver.url, "s3cr3t")).status).toBe(400);
    expect(await receiver.note(/refused/)).toMatch(/delivery refused: .*invalid_json/);
    expect(await receiver.note(/refused/)).not.toContain("s3cr3t");
  });

  test("the curl line that it offers works", async () => {
    const receiver = await listener();
    const [, body = ""] = / -d '(.*)'\n/.exec(await receiver.note(/curl/)) ?? [];
    expect((await post(receiver.url, body)).status).toBe(200);
    expect(await receiver.nextLine()).toMatch(/^new_messages/);
  });
});

describe("its end", () => {
  test.each(["SIGINT", "SIGTERM"] as const)(
    "%s: what was answered is handled first, then it exits 0",
    async (signal) => {
      const receiver = await listener(["--json"]);
      const count = 200;
      const events = Array.from({ length: count }, () => unrecognized);
      await post(receiver.url, JSON.stringify({ events }));
      const { code, rest } = await receiver.stop(signal);
      expect({ code, lines: rest.length }).toEqual({ code: 0, lines: count });
    },
  );

  test("a sender that never ends its request holds it up for a moment only", async () => {
    const receiver = await listener();
    const socket = connect(Number(new URL(receiver.url).port), "127.0.0.1").on("error", () => {});
    socket.write(
      "POST /webhook HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{",
    );
    await once(socket, "connect");
    expect((await receiver.stop("SIGINT")).code).toBe(0);
    socket.destroy();
  });

  test("| head: it ends quietly when nobody reads on", async () => {
    const receiver = await listener(["--json"]);
    receiver.child.stdout.destroy();
    // The event that nobody reads may end it before it answers.
    await post(receiver.url, seed).catch(() => {});
    expect(await once(receiver.child, "close")).toEqual([141, null]);
    expect(await receiver.note(/Listening/)).not.toMatch(/error/i);
  });
});

test("a taken port: exit 2, and the next free one by name", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const { code, stdout, stderr } = await run(["listen", "--port", String(port)]);
  server.close();
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(`port ${port} of 127.0.0.1 is taken`);
  const [, offered] = /proto-webhooks listen --port (\d+)/.exec(stderr) ?? [];
  expect(Number(offered)).toBeGreaterThan(port);
});

test("an address that is not here: exit 2", async () => {
  const { code, stderr } = await run(["listen", "--port", "0", "--host", "192.0.2.1"]);
  expect(code).toBe(2);
  // A line of its own: on Node 22 a warning about its SQLite stands before it.
  expect(stderr).toMatch(/^error: .*192\.0\.2\.1/m);
});
