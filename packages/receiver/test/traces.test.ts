import {
  context,
  createNoopMeter,
  type Meter,
  metrics,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import { AlwaysOffSampler, type ReadableSpan } from "@opentelemetry/sdk-trace";
import { describe, expect, test, vi } from "vitest";
import packageJson from "../package.json" with { type: "json" };
import { createReceiver, sharedSecret, unsafeMemoryInbox } from "../src/index.ts";
import { parseTraceparent } from "../src/telemetry/traceparent.ts";
import { deferred, event, post, text } from "./deliveries.ts";
import { turns } from "./fake-clock.ts";
import { receiverWith } from "./receiver-with.ts";
import { startSdk } from "./sdk.ts";

/** Who is whose child, by their names. */
function tree(spans: readonly ReadableSpan[]): string[] {
  const names = new Map(spans.map((span) => [span.spanContext().spanId, span.name]));
  return spans.map(({ name, parentSpanContext }) => {
    const parent = parentSpanContext && (names.get(parentSpanContext.spanId) ?? "?");
    return parent === undefined ? name : `${parent} > ${name}`;
  });
}

function named(spans: readonly ReadableSpan[], name: string): readonly ReadableSpan[] {
  return spans.filter((span) => span.name === name);
}

/** As the user does in a handler. */
function userSpan(name: string): void {
  trace.getTracer("user").startSpan(name).end();
}

describe("a trace", () => {
  test("leads from the request through the commit to each attempt, and to what the user does there", async () => {
    const { spans } = startSdk();
    const { receiver, inbox } = receiverWith({ backoff: { baseMs: 0 } });
    const commit = inbox.commit.bind(inbox);
    inbox.commit = (...given) => {
      userSpan("insert");
      return commit(...given);
    };
    receiver.on("new_messages", async ({ attempt }) => {
      await Promise.resolve();
      userSpan(`work ${attempt}`);
      if (attempt === 1) throw new TypeError("no");
    });
    await receiver.start();
    const request = trace.getTracer("http").startSpan("POST", { kind: SpanKind.SERVER });
    await context.with(trace.setSpan(context.active(), request), () =>
      receiver.fetch(post({ events: [event("a")] })),
    );
    request.end();
    await receiver.idle();
    await receiver.close();

    const all = spans();
    expect(tree(all).toSorted()).toEqual([
      "POST",
      "POST > accept delivery",
      "accept delivery > commit events",
      "commit events > insert",
      "commit events > process new_messages",
      "commit events > process new_messages",
      "process new_messages > work 1",
      "process new_messages > work 2",
    ]);
    expect(new Set(all.map((span) => span.spanContext().traceId)).size).toBe(1);
    const [committed] = named(all, "commit events");
    for (const { links } of named(all, "process new_messages")) {
      expect(links.map((link) => link.context)).toMatchObject([
        { traceId: committed?.spanContext().traceId, spanId: committed?.spanContext().spanId },
      ]);
    }
    expect(Object.fromEntries(all.map(({ name, kind }) => [name, kind]))).toMatchObject({
      "accept delivery": SpanKind.INTERNAL,
      "commit events": SpanKind.PRODUCER,
      "process new_messages": SpanKind.CONSUMER,
    });
  });

  test("begins with the delivery when nobody instrumented HTTP", async () => {
    const { spans } = startSdk();
    const { receiver } = receiverWith();
    await receiver.fetch(post({ events: [event("a")] }));
    await receiver.close();
    expect(tree(spans())).toEqual(["accept delivery > commit events", "accept delivery"]);
    expect(named(spans(), "accept delivery")[0]?.kind).toBe(SpanKind.SERVER);
  });

  test("goes on in another process, through the inbox", async () => {
    const { spans } = startSdk();
    const inbox = unsafeMemoryInbox();
    const accepting = createReceiver({ inbox });
    await accepting.fetch(post({ events: [event("a"), event("b"), { type: "new_messages" }] }));
    const [first] = await inbox.list("pending");
    const stored = [...(await inbox.list("pending")), ...(await inbox.list("quarantined"))];
    const [committed] = named(spans(), "commit events");
    for (const { traceparent } of stored) {
      expect(parseTraceparent(traceparent)).toMatchObject({ spanId: committed?.spanContext().spanId });
    }
    const handling = createReceiver({ inbox });
    await handling.start();
    await handling.idle();
    await Promise.all([accepting.close(), handling.close()]);
    const [attempt] = named(spans(), "process new_messages");
    expect(attempt?.attributes).toEqual({
      "messaging.system": "proto_webhooks",
      "messaging.operation.name": "process",
      "messaging.operation.type": "process",
      "messaging.message.id": first?.receipt.id,
      "proto_webhooks.event.type": "new_messages",
      "proto_webhooks.attempt.number": 1,
      "proto_webhooks.attempt.outcome": "done",
    });
    expect(committed?.attributes).toEqual({
      "messaging.system": "proto_webhooks",
      "messaging.operation.name": "commit",
      "messaging.operation.type": "send",
      "messaging.batch.message_count": 3,
    });
  });

  test("that is not sampled stays so through the inbox", async () => {
    const { spans } = startSdk({ sampler: new AlwaysOffSampler() });
    const { receiver, inbox } = receiverWith();
    await receiver.fetch(post({ events: [event("a")] }));
    const [stored] = await inbox.list("pending");
    expect(stored?.traceparent).toMatch(/-00$/);
    await receiver.start();
    await receiver.idle();
    await receiver.close();
    expect(spans()).toEqual([]);
  });

  test("is not stored when nobody traces", async () => {
    const { receiver, inbox } = receiverWith();
    await receiver.fetch(post({ events: [event("a")] }));
    expect((await inbox.list("pending"))[0]).not.toHaveProperty("traceparent");
  });

  test("of an event that came without one is its own", async () => {
    const { spans } = startSdk();
    const { receiver, inbox } = receiverWith();
    const json = JSON.stringify(event("a"));
    const newer = JSON.stringify(event("b", { type: "known_to_a_newer_version" }));
    await inbox.commit([
      { kind: "valid", chat: "a", json, issues: [] },
      { kind: "valid", chat: "b", json: newer, issues: [], traceparent: "?" },
    ]);
    await receiver.start();
    await receiver.idle();
    await receiver.close();
    expect(tree(spans())).toEqual(["process new_messages", "process other"]);
    expect(spans().flatMap(({ links }) => links)).toEqual([]);
  });

  test("of who starts the receiver or commits does not go on in the worker", async () => {
    startSdk();
    const { receiver, inbox } = receiverWith();
    const active = vi.fn();
    const claim = inbox.claim.bind(inbox);
    inbox.claim = (request) => {
      active(trace.getActiveSpan());
      return claim(request);
    };
    const span = trace.getTracer("user").startSpan("start");
    const inSpan = <T>(task: () => T) => context.with(trace.setSpan(context.active(), span), task);
    await inSpan(() => receiver.start());
    await turns();
    await inSpan(() =>
      inbox.commit([{ kind: "valid", chat: "a", json: JSON.stringify(event("a")), issues: [] }]),
    );
    await receiver.idle();
    await receiver.close();
    expect(active.mock.calls.length).toBeGreaterThan(1);
    for (const [found] of active.mock.calls) expect(found).toBeUndefined();
  });

  test("holds together when nobody keeps what is active", async () => {
    const { spans } = startSdk();
    context.disable();
    const { receiver } = receiverWith();
    await receiver.start();
    await receiver.fetch(post({ events: [event("a")] }));
    await receiver.idle();
    await receiver.close();
    expect(tree(spans()).toSorted()).toEqual([
      "accept delivery",
      "accept delivery > commit events",
      "commit events > process new_messages",
    ]);
  });
});

describe("what goes wrong", () => {
  test("is an error of the span by its name, and never by its message", async () => {
    const { spans } = startSdk();
    const { receiver, inbox } = receiverWith({ attempts: 1 });
    receiver.on("new_messages", () => {
      throw new RangeError("SECRET");
    });
    await receiver.fetch(post({ events: [event("a")] }));
    await receiver.start();
    await receiver.idle();
    inbox.commit = () => Promise.reject(new EvalError("SECRET"));
    await receiver.fetch(post({ events: [event("a")] }));
    await receiver.close();
    const [attempt] = named(spans(), "process new_messages");
    expect(attempt?.attributes).toMatchObject({
      "error.type": "RangeError",
      "proto_webhooks.attempt.outcome": "dead",
    });
    expect(attempt?.events).toMatchObject([
      { name: "exception", attributes: { "exception.type": "RangeError" } },
    ]);
    const [, commit] = named(spans(), "commit events");
    expect(commit?.attributes).toMatchObject({ "error.type": "EvalError" });
    const [, delivery] = named(spans(), "accept delivery");
    expect(delivery?.attributes).toEqual({ "http.response.status_code": 503, "error.type": "unavailable" });
    for (const span of [attempt, commit, delivery])
      expect(span?.status).toEqual({ code: SpanStatusCode.ERROR });
    expect(exported(spans())).not.toContain("SECRET");
  });

  test("on the sender's side is no error of ours", async () => {
    const { spans } = startSdk();
    const { receiver } = receiverWith();
    await receiver.fetch(post("{"));
    await receiver.close();
    const [delivery] = spans();
    expect(delivery?.attributes).toEqual({ "http.response.status_code": 400 });
    expect(delivery?.status).toEqual({ code: SpanStatusCode.UNSET });
  });

  test("an attempt that close breaks off has not failed", async () => {
    const { spans } = startSdk();
    const { receiver } = receiverWith();
    const called = deferred();
    receiver.on("new_messages", () => {
      called.resolve();
      return new Promise(() => {});
    });
    await receiver.start();
    await receiver.fetch(post({ events: [event("a")] }));
    await called.promise;
    await receiver.close({ graceMs: 0 });
    const [attempt] = named(spans(), "process new_messages");
    expect(attempt?.attributes["proto_webhooks.attempt.outcome"]).toBe("closing");
    expect(attempt?.status).toEqual({ code: SpanStatusCode.UNSET });
  });

  test("in the user's SDK takes no delivery and no event with it", async () => {
    const fail = () => {
      throw new Error("a bug of the SDK");
    };
    const nothing = async () => {};
    const spanProcessors = [{ onStart: () => {}, onEnd: fail, shutdown: nothing, forceFlush: nothing }];
    for (const tracing of [{ sampler: { shouldSample: fail } }, { spanProcessors }]) {
      startSdk(tracing);
      vi.spyOn(metrics.getMeterProvider(), "getMeter").mockReturnValue(meterThat(fail));
      const { receiver, inbox } = receiverWith({ attempts: 1 });
      await receiver.start();
      expect((await receiver.fetch(post({ events: [event("a")] }))).status).toBe(200);
      await receiver.idle();
      await receiver.close();
      expect(await inbox.stats()).toMatchObject({ done: 1 });
      for (const api of [context, metrics, trace]) api.disable();
    }
  });
});

test("nothing that is exported holds a chat, a name, a text or a token", async () => {
  const sdk = startSdk();
  const { receiver, inbox } = receiverWith({
    attempts: 2,
    backoff: { baseMs: 0 },
    authenticate: [sharedSecret({ in: "path", secrets: "SECRET-TOKEN" })],
  });
  const leak = (what: unknown): never => {
    throw Object.assign(new Error(JSON.stringify(what)), { name: "SECRET NAME" });
  };
  receiver.on("new_messages", ({ event }) => leak(event));
  receiver.onUnrecognizedEvent(({ event }) => leak(event));
  await receiver.start();
  const chat = { id: "SECRET-CHAT", human: { id: "SECRET-HUMAN", name: "SECRET-ADA" } };
  const events = [
    event("", { chat, chatToken: "SECRET-TOKEN", messages: [text("SECRET-TEXT")] }),
    event("", { chat, type: "SECRET-TYPE" }),
    event("", { chat, messages: "SECRET-TEXT" }),
    { type: "SECRET-TYPE" },
  ];
  const deliver = (path: string) =>
    receiver.fetch(new Request(`http://bot.example/${path}`, post({ events })));
  expect((await deliver("SECRET-TOKEN")).status).toBe(200);
  expect((await deliver("SECRET-OTHER")).status).toBe(401);
  await receiver.idle();
  inbox.commit = () => leak(chat);
  expect((await deliver("SECRET-TOKEN")).status).toBe(503);
  const told = exported(sdk.spans()) + JSON.stringify(await sdk.metrics());
  await receiver.close();
  for (const what of ["process new_messages", "process other", "dead", "unauthenticated"]) {
    expect(told).toContain(what);
  }
  expect(told).not.toMatch(/SECRET/i);
});

test("telemetry is given in the name of this package, in its version", async () => {
  const { spans } = startSdk();
  const { receiver } = receiverWith();
  await receiver.fetch(post({ events: [] }));
  await receiver.close();
  const { name, version } = packageJson;
  expect(spans()[0]?.instrumentationScope).toMatchObject({ name, version });
});

/** A meter whose instruments fail. */
function meterThat(fail: () => never): Meter {
  const instrument = () => ({ add: fail, record: fail });
  const create = { createCounter: instrument, createHistogram: instrument };
  return Object.assign(Object.create(createNoopMeter()), create);
}

/** All that an exporter is given of spans. */
function exported(spans: readonly ReadableSpan[]): string {
  return JSON.stringify(
    spans.map(({ name, attributes, events, links, status }) => ({ name, attributes, events, links, status })),
  );
}
