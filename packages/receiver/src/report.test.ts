import { pino } from "pino";
import { afterEach, describe, expect, test, vi } from "vitest";
import { event, post, text } from "../test/deliveries.ts";
import { receiverWith } from "../test/receiver-with.ts";
import { createReceiver, type Fault, ReceiverError, sharedSecret, unsafeMemoryInbox } from "./index.ts";
import { createReporter } from "./report.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

const secrets = ["Ada", "chat_of_ada", "SECRET-TEXT", "SECRET-TOKEN", "SECRET-TYPE", "SECRET-NAME"];

describe("a log", () => {
  /** A pino logger that writes into an array of parsed lines. */
  function pinoInto(lines: object[]) {
    return pino({ level: "trace" }, { write: (line: string) => lines.push(JSON.parse(line)) });
  }

  test("of pino gets kinds, codes and ids, and never a name, a text or a token", async () => {
    const lines: object[] = [];
    const inbox = unsafeMemoryInbox();
    const receiver = createReceiver({
      inbox,
      logger: pinoInto(lines),
      attempts: 1,
      authenticate: [sharedSecret({ in: "header", secrets: "SECRET-TOKEN" })],
    });
    const authorised = { "x-webhook-secret": "SECRET-TOKEN" };
    const leak = (event: unknown): never => {
      const error = new TypeError(`no ${JSON.stringify(event)}\n    at f (SECRET-TEXT:1:1)`);
      error.name = "SECRET-NAME";
      throw error;
    };
    receiver.on("new_messages", ({ event }) => leak(event));
    receiver.onUnrecognizedEvent(({ event }) => leak(event));
    await receiver.start();
    const human = { id: "h", name: "Ada" };
    const chat = { id: "chat_of_ada", human };
    const events = [
      event("", { chat, chatToken: "SECRET-TOKEN", messages: [text("SECRET-TEXT")] }),
      event("", { chat, type: "SECRET-TYPE" }),
      { SECRET: "SECRET-TEXT" },
    ];
    await receiver.fetch(post({ events }, authorised));
    await receiver.fetch(post({ events }, { "x-webhook-secret": "SECRET-TEXT" }));
    await receiver.fetch(post('{"SECRET-TEXT', authorised));
    await receiver.idle();
    inbox.commit = () => Promise.reject(new Error("SECRET-TEXT"));
    await receiver.fetch(post({ events }, authorised));

    expect(lines).toMatchObject([
      {
        level: 40,
        msg: "events went into quarantine",
        quarantined: 1,
        receipts: [(await inbox.list("quarantined"))[0]?.receipt.id],
        issues: expect.arrayContaining(["missing_property /events/2/chat"]),
      },
      { level: 40, msg: "delivery refused", code: "unauthenticated", status: 401 },
      { level: 40, msg: "delivery refused", code: "invalid_json", status: 400 },
      {
        level: 50,
        msg: "a handler failed; the event is dead",
        sequence: 1,
        attempt: 1,
        type: "new_messages",
        error: "Error",
      },
      { level: 50, sequence: 2, type: "other", error: "Error" },
      {
        level: 50,
        msg: "a delivery could not be accepted",
        code: "unavailable",
        cause: { error: "Error" },
      },
    ]);
    for (const secret of secrets) expect(JSON.stringify(lines)).not.toContain(secret);
    // Still of use: the place in the code is there.
    expect(JSON.stringify(lines[3])).toContain("report.test.ts");
  });

  test("says that a failed attempt is followed by another, and when", async () => {
    const error = vi.fn();
    const onError = vi.fn();
    const logger = { warn() {}, error };
    const { receiver } = receiverWith({ logger, onError, attempts: 2, backoff: { baseMs: 0 } });
    receiver.on("new_messages", () => {
      throw new Error("no");
    });
    await receiver.start();
    await receiver.fetch(post({ events: [event("c")] }));
    await receiver.idle();
    expect(error.mock.calls).toMatchObject([
      [{ attempt: 1, outcome: "retry", delayMs: 0 }, "a handler failed; the event is tried again"],
      [{ attempt: 2, outcome: "dead" }, "a handler failed; the event is dead"],
    ]);
    expect(onError.mock.calls).toMatchObject([
      [{ stage: "handler", attempt: 1, outcome: "retry", delayMs: 0, event: { type: "new_messages" } }],
      [{ stage: "handler", attempt: 2, outcome: "dead" }],
    ]);
  });

  test("is told of quarantine once for a delivery, in one line of bounded length", async () => {
    const warn = vi.fn();
    const { receiver } = receiverWith({ logger: { warn, error() {} } });
    await receiver.fetch(post({ events: Array.from({ length: 500 }, () => ({ "SECRET-TEXT": 1 })) }));
    expect(warn).toHaveBeenCalledOnce();
    const [fields] = warn.mock.calls[0] ?? [];
    expect(fields.quarantined).toBe(500);
    expect([fields.receipts.length, fields.issues.length]).toEqual([20, 20]);
    expect(JSON.stringify(fields)).not.toContain("SECRET-TEXT");
    await receiver.fetch(post({ events: [event("c")] }));
    expect(warn).toHaveBeenCalledOnce();
  });

  test("has the code of an inbox that fails, wherever it does, and none of a handler's error", async () => {
    const error = vi.fn();
    const { receiver, inbox } = receiverWith({ logger: { warn() {}, error }, attempts: 1 });
    receiver.on("new_messages", () => {
      throw Object.assign(new Error("no"), { code: "SECRET_CODE" });
    });
    await receiver.fetch(post({ events: [event("c")] }));
    await receiver.start();
    await receiver.idle();
    for (const code of ["disk_full", "23505", "SECRET-TEXT", "SECRET-TEXT".toLowerCase(), 5]) {
      inbox.commit = () => Promise.reject(Object.assign(new Error("SECRET-TEXT"), { code }));
      await receiver.fetch(post({ events: [event("c")] }));
    }
    expect(error.mock.calls.map(([{ code, cause }]) => [code, cause?.code])).toEqual([
      [undefined, undefined],
      ["unavailable", "disk_full"],
      ["unavailable", "23505"],
      ["unavailable", undefined],
      ["unavailable", undefined],
      ["unavailable", undefined],
    ]);
    const { fault } = createReporter(undefined, { warn() {}, error });
    fault({ stage: "inbox", error: Object.assign(new Error("no"), { code: "busy" }) });
    expect(error.mock.lastCall).toMatchObject([{ error: "Error", code: "busy" }, "the inbox failed"]);
  });

  test("has nothing of a message that was changed after the stack was made", () => {
    const error = vi.fn();
    const changed = new Error("the old one\n    at f (SECRET-TEXT:1:1)");
    // Whoever looks at a stack has it made.
    expect(changed.stack).toContain("SECRET-TEXT");
    changed.message = "the new one";
    createReporter(undefined, { warn() {}, error }).fault({ stage: "handler", error: changed });
    expect(JSON.stringify(error.mock.calls)).not.toContain("SECRET-TEXT");
  });

  test("that throws takes nothing with it", async () => {
    const broken = (): never => {
      throw new Error("the log is full");
    };
    const inbox = unsafeMemoryInbox();
    const receiver = createReceiver({ inbox, attempts: 1, logger: { warn: broken, error: broken } });
    receiver.on("new_messages", broken);
    await receiver.start();
    expect((await receiver.fetch(post("{"))).status).toBe(400);
    expect((await receiver.fetch(post({ events: [event("c")] }))).status).toBe(200);
    await receiver.idle();
    expect((await inbox.stats()).dead).toBe(1);
  });
});

describe("without onError and logger", () => {
  test("a dead event is told on the console, without its payload; a refusal is not", async () => {
    const error = vi.spyOn(console, "error").mockImplementation(() => {});
    const receiver = createReceiver({ inbox: unsafeMemoryInbox(), attempts: 1 });
    receiver.on("new_messages", () => {
      throw new Error("SECRET-TEXT");
    });
    await receiver.start();
    await receiver.fetch(post("SECRET-TEXT"));
    await receiver.fetch(post({ events: [event("chat_of_ada")] }));
    await receiver.idle();
    expect(error).toHaveBeenCalledOnce();
    const [line] = error.mock.calls[0] ?? [];
    expect(line).toMatch(/^proto-webhooks: a handler failed; the event is dead \{"receipt":"/);
    for (const secret of secrets) expect(line).not.toContain(secret);
  });

  test.each(["onError", "logger"])("with %s, the console stays silent", async (name) => {
    const error = vi.spyOn(console, "error");
    const sink = name === "onError" ? { onError: () => {} } : { logger: { warn() {}, error() {} } };
    const receiver = createReceiver({ inbox: unsafeMemoryInbox(), attempts: 1, ...sink });
    receiver.on("new_messages", () => {
      throw new Error("no");
    });
    await receiver.start();
    await receiver.fetch(post({ events: [event("c")] }));
    await receiver.idle();
    expect(error).not.toHaveBeenCalled();
  });
});

describe("onError", () => {
  test.each([
    [
      "throws",
      () => {
        throw new Error("SECRET-TEXT");
      },
    ],
    ["rejects", () => Promise.reject(new Error("SECRET-TEXT"))],
  ])("that %s is contained, and told on the console", async (_name, onError) => {
    const error = vi.spyOn(console, "error").mockImplementation(() => {});
    const { receiver, inbox } = receiverWith({ onError, attempts: 1 });
    receiver.on("new_messages", () => {
      throw new Error("no");
    });
    await receiver.start();
    await receiver.fetch(post({ events: [event("c")] }));
    await receiver.idle();
    expect((await inbox.stats()).dead).toBe(1);
    expect(error.mock.calls[0]?.[0]).toContain("onError itself threw");
    expect(error.mock.calls[0]?.[0]).not.toContain("SECRET-TEXT");
  });

  test("is told of an inbox that cannot settle", async () => {
    const faults: Fault[] = [];
    const { receiver, inbox } = receiverWith({ onError: (fault) => faults.push(fault) });
    inbox.settle = () => Promise.reject(new Error("gone"));
    await receiver.start();
    await receiver.fetch(post({ events: [event("c")] }));
    await vi.waitUntil(() => faults.length > 0, { interval: 1 });
    expect(faults).toMatchObject([{ stage: "inbox", error: { message: "gone" }, receipt: { sequence: 1 } }]);
  });
});

test("any thrown value can be reported", () => {
  const lines: object[] = [];
  const keep = (fields: object): void => void lines.push(fields);
  const { fault } = createReporter(undefined, { warn: keep, error: keep });
  const hostile = new Proxy(new Error("x"), {
    get() {
      throw new Error("hands off");
    },
  });
  for (const error of [
    undefined,
    null,
    "text",
    Symbol("s"),
    {},
    hostile,
    new ReceiverError("internal", "x"),
  ]) {
    fault({ stage: "handler", error });
  }
  expect(lines).toMatchObject([
    { error: "a thrown undefined" },
    { error: "a thrown null" },
    { error: "a thrown string" },
    { error: "a thrown symbol" },
    { error: "a thrown object" },
    { error: "an error that cannot be read" },
    { error: "ReceiverError", code: "internal" },
  ]);
});
