import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { describe, expect, test } from "vitest";
import { files } from "./support/files.ts";
import { listener } from "./support/listener.ts";
import { curlLines, mocked, runCurl } from "./support/mocked.ts";
import { jsonLines, run } from "./support/run.ts";

const { write } = files();
const hello = { type: "text", data: { text: "Hello" } };

test("the curl lines that it offers work, with a receiver of another process", async () => {
  const receiver = await listener(["--json"]);
  const mock = await mocked(["--deliver-to", receiver.url]);
  expect(mock.welcome).toContain(`Deliveries go to ${receiver.url}\n`);
  const lines = curlLines(mock.welcome);
  expect(lines).toHaveLength(4);
  const answers: string[] = [];
  for (const line of lines) answers.push(await runCurl(line));
  expect(JSON.parse(answers[0] ?? "")).toEqual({ chat: { id: "chat_1" } });
  expect(JSON.parse(answers[3] ?? "").transcript).toMatchObject([
    { by: "bot", outcome: 200 },
    { by: "human", message: { data: { text: "Billing" } } },
    { by: "bot", message: { data: { text: "You said: Billing" } }, outcome: 200 },
  ]);
  const { stdout, code } = await mock.stop("SIGINT");
  expect(code).toBe(0);
  const line = "✓ 200  … ms  new_messages  chat chat_1  bot: text\n";
  expect(stdout.replace(/\d+\.\d ms/g, "… ms")).toBe(line + line);
  const { rest } = await receiver.stop("SIGINT");
  expect(rest).toHaveLength(2);
});

test("they work with a token and a channel too, and the token is not printed", async () => {
  const mock = await mocked(["--token", "s3cr3t", "--channel", "it's one"]);
  expect(mock.welcome).not.toContain("s3cr3t");
  for (const line of curlLines(mock.welcome)) await runCurl(line, { TOKEN: "s3cr3t" });
  const [first = ""] = curlLines(mock.welcome);
  await expect(runCurl(first, { TOKEN: "other" })).rejects.toMatchObject({
    stdout: expect.stringContaining('"status":401'),
  });
  expect((await mock.call("/webhook/channel_1/chat", {})).status).toBe(401);
  expect((await mock.stop("SIGTERM")).code).toBe(0);
});

test("another channel is not there", async () => {
  const mock = await mocked(["--channel", "channel_2"]);
  expect((await mock.call("/webhook/channel_2/chat", {})).status).toBe(200);
  expect((await mock.call("/webhook/channel_1/chat", {})).status).toBe(404);
});

describe("--json", () => {
  test("a line for each delivery, with exactly what was sent; stdout has nothing else", async () => {
    const receiver = await listener();
    const mock = await mocked(["--json", "--deliver-to", receiver.url]);
    await mock.call("/webhook/channel_1/chat", {});
    await mock.call("/_mock/chats/chat_1/bot/text", { text: "Hello" });
    const events = ["{broken"];
    await mock.call("/_mock/scenario", { format: "proto-webhooks-scenario", version: 1, events });
    const { stdout } = await mock.stop("SIGINT");
    const lines = jsonLines(stdout) as { body: string }[];
    expect(lines).toEqual([
      { status: 200, error: null, durationMs: expect.any(Number), body: expect.any(String) },
      { status: 400, error: null, durationMs: expect.any(Number), body: '{"events":[{broken]}' },
    ]);
    expect(JSON.parse(lines[0]?.body ?? "").events[0].messages[0].data.text).toBe("Hello");
  });
});

test("without a receiver deliveries are recorded", async () => {
  const mock = await mocked();
  expect(mock.welcome).toContain("only recorded; --deliver-to");
  await mock.call("/webhook/channel_1/chat", {});
  await mock.call("/webhook/channel_1/chat/chat_1/message", hello);
  await mock.call("/_mock/idle", {});
  expect(JSON.parse((await mock.call("/_mock/deliveries")).text).deliveries).toHaveLength(1);
});

test("a receiver that is not there: each delivery is told, with what to do and no word of it", async () => {
  const mock = await mocked(["--deliver-to", `http://127.0.0.1:${await freePort()}/webhook?key=s3cr3t`]);
  await mock.call("/webhook/channel_1/chat", {});
  await mock.call("/webhook/channel_1/chat/chat_1/message", hello);
  expect((await mock.call("/_mock/idle", {})).status).toBe(502);
  const { code, stdout } = await mock.stop("SIGINT");
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^✗ refused {2}.* ms {2}new_messages {2}chat chat_1 {2}bot: text\n {2}.*Start the receiver/,
  );
  expect(stdout + (await mock.note(/Stopping/))).not.toMatch(/Hello|s3cr3t/);
});

test("what a scenario sends cannot steer the terminal", async () => {
  const mock = await mocked();
  const events = [JSON.stringify({ type: "\u001b[2J\nfake", chat: { id: "chat_1" } }), "{broken"];
  await mock.call("/_mock/scenario", { format: "proto-webhooks-scenario", version: 1, events });
  const { stdout } = await mock.stop("SIGINT");
  expect(stdout).toMatch(/ms {2}\ufffd\[2J\ufffdfake {2}chat chat_1\n.* {2}no delivery of the spec\n$/);
});

describe("--sender", () => {
  const twice = { kind: "duplicates", probability: 0.5 };
  const scenario = { format: "proto-webhooks-scenario", version: 1, seed: 3, sender: [twice], events: [] };

  /** How many deliveries four texts become. */
  async function sentWith(args: string[]): Promise<number> {
    const mock = await mocked(["--sender", write("scenario.json", JSON.stringify(scenario)), ...args]);
    await mock.call("/webhook/channel_1/chat", {});
    for (const text of ["1", "2", "3", "4"]) await mock.call("/_mock/chats/chat_1/bot/text", { text });
    await mock.call("/_mock/idle", {});
    return (await mock.stop("SIGINT")).stdout.trim().split("\n").length;
  }

  test("deliveries are sent as it does, and the seed decides", async () => {
    const own = await sentWith([]);
    expect(await sentWith(["--seed", "3"])).toBe(own);
    const others = await Promise.all(["1", "2", "4", "5"].map((seed) => sentWith(["--seed", seed])));
    expect(new Set([own, ...others]).size).toBeGreaterThan(1);
  });

  test.each([
    ["a file that is not there", "nowhere.json", "ENOENT"],
    ["a file that is no JSON", write("broken.json", '{\n"format" x'), "broken.json:2:10: no JSON"],
    [
      "a file of another version",
      write("old.json", '{"format":"proto-webhooks-scenario","version":9}'),
      "version 9",
    ],
    [
      "a habit that there is not",
      write("habit.json", JSON.stringify({ ...scenario, sender: [{ kind: "nonsense" }] })),
      "/sender/0/kind",
    ],
  ])("%s: exit 2, and the place", async (_what, file, message) => {
    const { code, stdout, stderr } = await run(["mock", "--port", "0", "--sender", file]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^error: /);
    expect(stderr).toContain(message);
  });
});

describe("its end", () => {
  test("what was said is delivered first", async () => {
    const receiver = await listener(["--json"]);
    const mock = await mocked(["--deliver-to", receiver.url]);
    await mock.call("/webhook/channel_1/chat", {});
    await Promise.all(
      Array.from({ length: 20 }, () => mock.call("/webhook/channel_1/chat/chat_1/message", hello)),
    );
    expect((await mock.stop("SIGINT")).code).toBe(0);
    expect((await receiver.stop("SIGINT")).rest).toHaveLength(20);
  });

  test("a receiver that never answers does not hold it up", async () => {
    const silent = createServer(() => {}).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const { port } = silent.address() as AddressInfo;
    const mock = await mocked(["--deliver-to", `http://127.0.0.1:${port}/`]);
    await mock.call("/webhook/channel_1/chat", {});
    await mock.call("/webhook/channel_1/chat/chat_1/message", hello);
    const { code, stdout } = await mock.stop("SIGINT");
    silent.close();
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining("✗ timeout") });
  });
});

test("a taken port: exit 2, and the next free one by name", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const { code, stdout, stderr } = await run(["mock", "--port", String(port)]);
  server.close();
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  const [, offered] =
    /^error: port \d+ of 127\.0\.0\.1 is taken .*\n {2}proto-webhooks mock … --port (\d+)\n$/.exec(stderr) ??
    [];
  expect(Number(offered)).toBeGreaterThan(port);
});

test("an address that is not here: exit 2", async () => {
  const { code, stderr } = await run(["mock", "--port", "0", "--host", "192.0.2.1"]);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/^error: .*192\.0\.2\.1/) });
});

/** A port on which nothing listens: it was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
