import { once } from "node:events";
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer, request } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { parseTrace, replay } from "@proto-webhooks/mock-sender";
import { loadTrace } from "@proto-webhooks/mock-sender/node";
import { describe, expect, onTestFinished, test } from "vitest";
import { files } from "./support/files.ts";
import { post } from "./support/listener.ts";
import { recorder, upstream } from "./support/recorder.ts";
import { jsonLines, run } from "./support/run.ts";

const { folder, write } = files();
const out = (name: string) => join(folder, name);

/** Everything that a body may hold: odd spelling, no JSON, and bytes that are no text. */
const bodies = [
  Buffer.from('{ "events" : [],\r\n "n": 1.0e2, "a": "\\u00e9ä", "a": "\u2028" }\n'),
  Buffer.from("no JSON"),
  Buffer.from("\ufeff{}"),
  Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)),
  Buffer.alloc(0),
];

test("what it forwards and what it records is what was sent, byte for byte; replay and send send it again", async () => {
  const { url, received } = await upstream();
  const file = out("exact.jsonl");
  const { url: proxy, stop } = await recorder(url, file, "--json");
  for (const body of bodies) expect((await fetch(proxy, { method: "POST", body })).status).toBe(200);
  const { code, stdout, stderr } = await stop("SIGINT");
  expect(code).toBe(0);
  expect(received.map(({ body }) => body)).toEqual(bodies);
  expect(jsonLines(stdout)).toEqual(
    bodies.map((body, index) => ({
      delivery: index + 1,
      status: 200,
      error: null,
      durationMs: expect.any(Number),
      bytes: body.length,
      unwritten: null,
    })),
  );
  expect(stderr).toContain(`Forwarded 5 deliveries, 5 × 200.\nRecorded 5 in ${file}.\n`);
  expect(statSync(file).mode & 0o077).toBe(0);

  const trace = parseTrace(readFileSync(file, "utf8"));
  expect(trace.deliveries.map(({ outcome }) => outcome)).toEqual(bodies.map(() => ({ status: 200 })));
  received.length = 0;
  await replay(trace, { to: url });
  expect(received.map(({ body }) => body)).toEqual(bodies);
  for (const how of [[], ["--rate", "1000"]]) {
    received.length = 0;
    const sent = await run(["send", file, "--to", url, ...how]);
    expect(sent).toMatchObject({ code: 0, stderr: "" });
    expect(received.map(({ body }) => body)).toEqual(bodies);
  }
});

test("headers go on and are not recorded; the answer comes back with its own", async () => {
  const { url, received } = await upstream((_, response) => {
    response.writeHead(202, [
      ...["content-type", "text/plain", "set-cookie", "a=1", "set-cookie", "b=2", "x-hop", "1"],
      ...["connection", "x-hop", "retry-after", "7"],
    ]);
    response.end("ok ✓");
  });
  const file = out("headers.jsonl");
  const { url: proxy, stop } = await recorder(`${url}?key=s3cret-of-query`, file);
  const response = await fetch(proxy, {
    method: "POST",
    headers: { authorization: "Bearer s3cret-of-header", "x-signature": "s3cret-of-signature" },
    body: "{}",
  });
  expect([response.status, await response.text()]).toEqual([202, "ok ✓"]);
  expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  expect(response.headers.get("retry-after")).toBe("7");
  expect(response.headers.has("x-hop")).toBe(false);
  expect(received[0]).toMatchObject({
    url: "/hook?key=s3cret-of-query",
    headers: {
      host: new URL(url).host,
      authorization: "Bearer s3cret-of-header",
      "x-signature": "s3cret-of-signature",
      "content-length": "2",
    },
  });
  const { stdout, stderr } = await stop("SIGTERM");
  const recorded = readFileSync(file, "utf8");
  expect(`${recorded}${stdout}${stderr}`).not.toContain("s3cret");
  expect(parseTrace(recorded).deliveries[0]?.outcome).toEqual({ status: 202, body: "ok ✓" });
  expect(stdout).toMatch(/^✗ 202 {2}\d+\.\d ms {2}2 bytes {2}delivery 1\n$/);
});

test("a delivery that was answered is in the file already", async () => {
  const { url } = await upstream();
  const file = out("at-once.jsonl");
  const { url: proxy } = await recorder(url, file);
  for (const count of [1, 2, 3]) {
    await post(proxy, "{}");
    expect((await loadTrace(file)).deliveries).toHaveLength(count);
  }
});

test("--redact: neither the file nor the terminal says what is replaced; bodies that are not JSON are not kept", async () => {
  const { url, received } = await upstream(({ body }, response) => response.end(body));
  const file = out("redacted.jsonl");
  const { url: proxy, stop } = await recorder(url, file, "--redact");
  const body = (text: string) =>
    JSON.stringify({
      events: [],
      human: { id: "human_77", name: "Grace Hopper" },
      chatToken: "s3cret",
      text,
    });
  const sent = ["Dear Grace, s3cret is yours", "human_77: grace@navy.example"].map(body);
  for (const one of sent) expect(await (await post(proxy, one)).text()).toBe(one);
  for (const one of ["human_77 is no JSON", "\ud800"]) expect((await post(proxy, one)).status).toBe(200);
  expect(received.slice(0, 2).map((one) => one.body.toString())).toEqual(sent);
  const { code, stdout, stderr } = await stop("SIGINT");
  expect(code).toBe(0);
  expect(stderr).toContain("Recorded 2 in ");
  expect(stderr).toContain("Not recorded: 2, as only JSON can be redacted.");
  const recorded = readFileSync(file, "utf8");
  expect(`${recorded}${stdout}${stderr}`).not.toMatch(/grace|hopper|s3cret|human_77|navy/i);
  expect(
    parseTrace(recorded).deliveries.map(({ body, outcome }) => [JSON.parse(String(body)), outcome]),
  ).toEqual(
    ["Dear Name2, token-4 is yours", "id-1: user5@example.com"].map((text) => [
      { events: [], human: { id: "id-1", name: "Name2 Name3" }, chatToken: "token-4", text },
      { status: 200 },
    ]),
  );
});

describe("no answer", () => {
  test("nobody there: 502, and the delivery is recorded", async () => {
    const file = out("refused.jsonl");
    const { url, stop } = await recorder(`http://127.0.0.1:${await freePort()}/`, file, "--json");
    const response = await post(url, "{}");
    expect([response.status, response.headers.get("content-type")]).toEqual([
      502,
      "application/problem+json",
    ]);
    expect(await response.json()).toMatchObject({ status: 502, code: "refused" });
    const { code, stdout, stderr } = await stop("SIGINT");
    expect(code).toBe(0);
    expect(jsonLines(stdout)).toMatchObject([{ delivery: 1, status: null, error: "refused" }]);
    expect(stderr).toContain("Forwarded 1 delivery, 1 × refused.");
    expect((await loadTrace(file)).deliveries).toMatchObject([{ body: "{}", outcome: { error: "refused" } }]);
  });

  test("too slow, or broken off: 504 and 502", async () => {
    const { url } = await upstream(({ body }, response) => {
      if (body.toString() === "broken") response.destroy();
      // An answer that has begun is none yet.
      else if (body.toString() === "half") response.writeHead(200, { "content-length": 9 }).write("half");
    });
    const file = out("slow.jsonl");
    const { url: proxy } = await recorder(url, file, "--timeout", "0.3");
    for (const [body, status, code] of [
      ["slow", 504, "timeout"],
      ["half", 504, "timeout"],
      ["broken", 502, "unreachable"],
    ] as const) {
      const response = await post(proxy, body);
      expect([response.status, await response.json()]).toEqual([status, expect.objectContaining({ code })]);
    }
    const { deliveries } = await loadTrace(file);
    expect(deliveries.map(({ outcome }) => outcome)).toEqual([
      { error: "timeout" },
      { error: "timeout" },
      { error: "unreachable" },
    ]);
  });

  test("an answer of more than 1 MiB: 502, and it is recorded what the receiver said", async () => {
    const { url } = await upstream((_, response) => {
      // Its length is not said before.
      response.writeHead(200).write(Buffer.alloc(1_048_576));
      response.end("!");
    });
    const file = out("large-answer.jsonl");
    const { url: proxy } = await recorder(url, file);
    const response = await post(proxy, "{}");
    expect([response.status, await response.json()]).toMatchObject([502, { code: "answer_too_large" }]);
    expect((await loadTrace(file)).deliveries[0]?.outcome).toEqual({ status: 200, lost: true });
  });

  test("a sender that goes away: the receiver's answer is recorded as lost", async () => {
    const answers: (() => void)[] = [];
    const { url } = await upstream((_, response) => {
      answers.push(() => response.end());
    });
    const file = out("lost.jsonl");
    const { url: proxy } = await recorder(url, file);
    const gone = request(proxy, { method: "POST" }).on("error", () => {});
    gone.end("{}");
    await expect.poll(() => answers.length).toBe(1);
    gone.destroy();
    // When this one has arrived, the recorder has seen the end of the other's connection.
    const second = post(proxy, "[]");
    await expect.poll(() => answers.length).toBe(2);
    for (const answer of answers.toReversed()) answer();
    expect((await second).status).toBe(200);
    const recorded = async () =>
      (await loadTrace(file)).deliveries.map(({ body, outcome }) => ({ body, outcome }));
    await expect.poll(recorded).toContainEqual({ body: "{}", outcome: { status: 200, lost: true } });
    expect(await recorded()).toContainEqual({ body: "[]", outcome: { status: 200 } });
  });
});

describe("what is not forwarded", () => {
  test("more than 1 MiB: 413, whether the length is said before or not; exactly 1 MiB is", async () => {
    const { url, received } = await upstream();
    const file = out("large.jsonl");
    const { url: proxy, stop } = await recorder(url, file);
    const limit = Buffer.alloc(1_048_576, 0x20);
    const send = (body: Buffer | ReadableStream) =>
      fetch(proxy, { method: "POST", body, duplex: "half" } as RequestInit);
    expect((await send(limit)).status).toBe(200);
    const large = Buffer.concat([limit, Buffer.from("x")]);
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue(large);
        controller.close();
      },
    });
    for (const body of [large, stream]) {
      const response = await send(body);
      expect([response.status, await response.json()]).toMatchObject([413, { code: "body_too_large" }]);
    }
    // One that says its length is refused before it comes.
    const socket = connect(Number(new URL(proxy).port), "127.0.0.1");
    socket.write("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1048577\r\n\r\n");
    const [answer] = await once(socket, "data");
    expect(String(answer)).toMatch(/^HTTP\/1\.1 413 /);
    socket.destroy();
    expect(received).toHaveLength(1);
    expect((await stop("SIGINT")).stderr).toContain("Refused: 3 × body_too_large.");
    expect((await loadTrace(file)).deliveries).toHaveLength(1);
  });

  test("a sender that reads only when it has sent all sees why it was refused", async () => {
    const { url } = await upstream();
    const { url: proxy } = await recorder(url, out("late.jsonl"));
    const size = 8_388_608;
    const socket = connect(Number(new URL(proxy).port), "127.0.0.1").pause();
    onTestFinished(() => void socket.destroy());
    socket.write(`POST / HTTP/1.1\r\nhost: a\r\ncontent-length: ${size}\r\n\r\n`);
    await new Promise((resolve) => socket.write(Buffer.alloc(size), resolve));
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 413 .*"code":"body_too_large"/s);
  });

  test("what is no POST: 405; half a body: nothing", async () => {
    const { url, received } = await upstream();
    const file = out("half.jsonl");
    const { url: proxy, stop } = await recorder(url, file);
    const response = await fetch(proxy);
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
    const socket = connect(Number(new URL(proxy).port), "127.0.0.1");
    socket.write("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\nhalf", () => socket.destroy());
    await once(socket, "close");
    await post(proxy, "whole");
    expect(received.map(({ body }) => body.toString())).toEqual(["whole"]);
    expect((await stop("SIGINT")).code).toBe(0);
    expect((await loadTrace(file)).deliveries).toHaveLength(1);
  });

  test("a compressed body is forwarded as it is, and not recorded", async () => {
    const { url, received } = await upstream();
    const file = out("compressed.jsonl");
    const { url: proxy, stop } = await recorder(url, file);
    await fetch(proxy, { method: "POST", headers: { "content-encoding": "gzip" }, body: "zipped" });
    expect(received[0]).toMatchObject({ headers: { "content-encoding": "gzip" } });
    const { stdout, stderr } = await stop("SIGINT");
    expect(stdout).toContain("not recorded, as a recording cannot say that a body is compressed");
    expect(stderr).toContain("Recorded 0 in ");
    expect(stderr).toContain("Not recorded: 1, as a recording cannot say");
    expect((await loadTrace(file)).deliveries).toEqual([]);
  });
});

test("Ctrl-C lets what is under way come to its end, and gives up what does not", async () => {
  const { url, received } = await upstream(({ body }, response) => {
    if (body.toString() === "soon") setTimeout(() => response.end("done"), 300);
  });
  const file = out("stopped.jsonl");
  const { url: proxy, stop } = await recorder(url, file);
  const answers = Promise.all(["soon", "never"].map((body) => post(proxy, body)));
  await expect.poll(() => received.length).toBe(2);
  const { code, stderr } = await stop("SIGINT");
  expect(code).toBe(0);
  expect((await answers).map(({ status }) => status)).toEqual([200, 504]);
  expect(stderr).toContain(
    "Stopping: no more deliveries are taken.\nForwarded 2 deliveries, 1 × 200, 1 × timeout.",
  );
  const { deliveries } = await loadTrace(file);
  expect(deliveries.map(({ body, outcome }) => ({ body, outcome }))).toEqual([
    { body: "soon", outcome: { status: 200, body: "done" } },
    { body: "never", outcome: { error: "timeout" } },
  ]);
});

describe("the file", () => {
  const header = '{"format":"proto-webhooks-trace","version":1}\n';
  const line = '{"body":"1","outcome":{"status":200}}';
  const record = (file: string, ...more: string[]) =>
    run(["record", "--port", "0", "--to", "http://127.0.0.1:9/", "--out", file, ...more]);

  test("one that is there is refused and stays, unless --append", async () => {
    const file = write("there.jsonl", "mine");
    const { code, stdout, stderr } = await record(file);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toBe(
      `error: ${file} is there already. Name another file with --out, or add to it with --append.\n`,
    );
    const other = await record(file, "--append");
    expect(other.code).toBe(2);
    expect(other.stderr).toContain(`${file}:1:1: no JSON`);
    expect(other.stderr).toContain("Only a trace can be added to.");
    expect(readFileSync(file, "utf8")).toBe("mine");
  });

  test.each([
    ["a whole one", `${header}${line}\n`, ["1", "2"], /holds 1 so far/],
    ["one without its last line break", `${header}${line}`, ["1", "2"], /holds 1 so far/],
    [
      "one with a torn last line",
      `${header}${line}\n${line.slice(0, 20)}`,
      ["1", "2"],
      /The last line of .* was torn; its 20 bytes were removed\./,
    ],
    ["one with a header only", header, ["2"], /, and into .*\.jsonl\.$/m],
    ["an empty one", "", ["2"], /, and into .*\.jsonl\.$/m],
    ["none", undefined, ["2"], /, and into .*\.jsonl\.$/m],
  ])("--append to %s", async (name, before, want, says) => {
    const path = `append ${name}.jsonl`;
    const file = before === undefined ? out(path) : write(path, before);
    const { url } = await upstream();
    const { url: proxy, note, stop } = await recorder(url, file, "--append");
    await post(proxy, "2");
    expect(await note(/Ctrl-C/)).toMatch(says);
    expect((await stop("SIGINT")).stdout).toContain(`delivery ${want.length}\n`);
    const { deliveries } = await loadTrace(file);
    expect(deliveries.map(({ body }) => body)).toEqual(want);
    expect(deliveries.at(-1)?.name).toBe(String(want.length));
  });

  test("a folder that is not there, and a folder itself", async () => {
    expect((await record(out("no/such.jsonl"))).stderr).toContain("its folder is not there");
    expect((await record(folder)).stderr).toContain("is no file");
  });

  test("one that somebody else changes is not spoiled; deliveries go on", async () => {
    const { url, received } = await upstream();
    const file = out("changed.jsonl");
    const { url: proxy, stop } = await recorder(url, file);
    await post(proxy, "1");
    const changed = `${readFileSync(file, "utf8")}${line}\n`;
    write("changed.jsonl", changed);
    for (const body of ["2", "3"]) expect((await post(proxy, body)).status).toBe(200);
    expect(received).toHaveLength(3);
    const { code, stderr } = await stop("SIGINT");
    expect(code).toBe(2);
    expect(stderr.match(/another program has changed it\. Deliveries are still forwarded\./g)).toHaveLength(
      1,
    );
    expect(stderr).toContain("Not recorded: 2, as the file could not be written.");
    expect(readFileSync(file, "utf8")).toBe(changed);
  });
});

describe("wrong usage", () => {
  test("a taken port: names the next free one, and leaves no file", async () => {
    const taken = createServer();
    await once(taken.listen(0, "127.0.0.1"), "listening");
    onTestFinished(() => void taken.close());
    const { port } = taken.address() as AddressInfo;
    const file = out("taken.jsonl");
    const args = ["record", "--to", "http://127.0.0.1:9/", "--out", file, "--port", String(port)];
    const { code, stdout, stderr } = await run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(
      new RegExp(
        `^error: port ${port} of 127\\.0\\.0\\.1 is taken by another program\\. The next free one is \\d+:`,
      ),
    );
    expect(existsSync(file)).toBe(false);
  });

  test.each([
    ["no URL", [], "--to <url>"],
    ["a URL that is none", ["--to", "localhost"], "http://"],
    ["a URL with a password", ["--to", "http://a:b@127.0.0.1/"], "password"],
    ["itself", ["--to", "http://localhost:4020/webhook"], "--to is the recorder itself"],
    [
      "a timeout that is no number",
      ["--to", "http://127.0.0.1:9/", "--timeout", "soon"],
      "number of seconds",
    ],
    ["--append with --redact", ["--to", "http://127.0.0.1:9/", "--append", "--redact"], "Name a new file"],
  ])("%s: exit 2, and no file", async (_name, args, message) => {
    const { code, stdout, stderr } = await run(["record", ...args], { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^error: /);
    expect(stderr).toContain(message);
    expect(existsSync(out("recording.jsonl"))).toBe(false);
  });
});

/** One on which nothing listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
