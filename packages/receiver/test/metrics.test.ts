import { metrics } from "@opentelemetry/api";
import { expect, test, vi } from "vitest";
import { systemClock } from "../src/clock.ts";
import { createReceiver, defaultLimits, type Inbox, unsafeMemoryInbox } from "../src/index.ts";
import { createTelemetry } from "../src/telemetry/create-telemetry.ts";
import { metricTable } from "../src/telemetry/metrics.ts";
import { scope } from "../src/telemetry/scope.ts";
import { silentTelemetry } from "../src/telemetry/silent-telemetry.ts";
import { deferred, event, post } from "./deliveries.ts";
import { receiverWith } from "./receiver-with.ts";
import { startSdk } from "./sdk.ts";

const status = (code: number) => ({ "http.response.status_code": code });
const refused = (code: number, reason: string) => ({
  ...status(code),
  "proto_webhooks.delivery.code": reason,
});
const kind = (of: string) => ({ "proto_webhooks.event.kind": of });
const attempt = (type: string, outcome: string) => ({
  "proto_webhooks.event.type": type,
  "proto_webhooks.attempt.outcome": outcome,
});
const inboxOne = { "proto_webhooks.inbox.number": 1 };

test("deliveries are counted and timed by how they were answered, commits by whether they succeeded", async () => {
  const { values } = startSdk();
  const { receiver, inbox } = receiverWith();
  await receiver.fetch(post({ events: [event("a")] }));
  await receiver.fetch(post({ events: [] }));
  await receiver.fetch(post("{"));
  await receiver.fetch(new Request("http://bot.example/webhook"));
  inbox.commit = () => Promise.reject(new Error("the disk is full"));
  await receiver.fetch(post({ events: [event("a")] }));
  await receiver.close();

  expect(await values("proto_webhooks.deliveries")).toEqual([
    [status(200), 2],
    [refused(400, "invalid_json"), 1],
    [refused(405, "method_not_allowed"), 1],
    [refused(503, "unavailable"), 1],
  ]);
  expect(await values("proto_webhooks.delivery.duration")).toEqual([
    [status(200), 2],
    [status(400), 1],
    [status(405), 1],
    [status(503), 1],
  ]);
  expect(await values("proto_webhooks.commit.duration")).toEqual([
    [{ "proto_webhooks.commit.outcome": "stored" }, 1],
    [{ "proto_webhooks.commit.outcome": "failed" }, 1],
  ]);
});

test("events are counted by what they are; duplicates, by what became of them", async () => {
  const { values } = startSdk();
  const inbox = unsafeMemoryInbox();
  const flagging = createReceiver({ inbox });
  const dropping = createReceiver({ inbox, duplicates: { mode: "drop", windowMs: 60_000 } });
  const events = [event("a"), event("a"), event("b"), event("b", { type: "new" }), { type: "new_messages" }];
  flagging.on("new_messages", () => {});
  await flagging.fetch(post({ events }));
  await dropping.fetch(post({ events: [event("a"), event("b"), event("c")] }));

  expect(await values("proto_webhooks.events")).toEqual([
    [kind("valid"), 4],
    [kind("unrecognized"), 1],
    [kind("invalid"), 1],
  ]);
  await flagging.start();
  await vi.waitUntil(async () => (await inbox.stats()).pending === 0);
  expect(await values("proto_webhooks.duplicates")).toEqual([
    [{ "proto_webhooks.duplicate.outcome": "dropped" }, 2],
    [{ "proto_webhooks.duplicate.outcome": "flagged" }, 1],
  ]);
  expect(await inbox.stats()).toMatchObject({ accepted: 6, dropped: 2 });
  await Promise.all([flagging.close(), dropping.close()]);
});

test("attempts are counted and timed by how they ended", async () => {
  const { values } = startSdk();
  const { receiver } = receiverWith({ attempts: 2, backoff: { baseMs: 0 } });
  receiver.on("new_messages", ({ event, attempt }) => {
    if (event.chat.id === "bad" || attempt < 2) throw new Error("no");
  });
  receiver.onUnrecognizedEvent(() => {});
  await receiver.start();
  await receiver.fetch(post({ events: [event("a"), event("bad"), event("b", { type: "new" })] }));
  await receiver.idle();
  await receiver.close();

  const ends = [
    [attempt("new_messages", "retry"), 2],
    [attempt("other", "done"), 1],
    [attempt("new_messages", "done"), 1],
    [attempt("new_messages", "dead"), 1],
  ];
  expect(await values("proto_webhooks.attempts")).toHaveLength(ends.length);
  expect(await values("proto_webhooks.attempts")).toEqual(expect.arrayContaining(ends));
  expect(await values("proto_webhooks.attempt.duration")).toEqual(expect.arrayContaining(ends));
});

test("an attempt takes as long as its handler, in seconds", async () => {
  const sdk = startSdk();
  const now = vi.spyOn(systemClock, "now");
  const { receiver } = receiverWith();
  receiver.on("new_messages", () => {
    const then = systemClock.now();
    now.mockImplementation(() => then + 20_000);
  });
  await receiver.start();
  await receiver.fetch(post({ events: [event("a")] }));
  await receiver.idle();
  now.mockRestore();
  await receiver.close();
  const duration = (await sdk.metrics()).find(({ descriptor }) =>
    descriptor.name.includes("attempt.duration"),
  );
  expect(duration?.dataPoints[0]?.value).toMatchObject({
    sum: expect.closeTo(20, 0),
    // The longest that an attempt takes by default is a bound.
    buckets: { boundaries: expect.arrayContaining([defaultLimits.attemptTimeoutMs / 1_000]) },
  });
});

test("an attempt whose outcome came too late is lost, one that close breaks off is none", async () => {
  const { values } = startSdk();
  const { receiver, inbox } = receiverWith();
  vi.spyOn(inbox, "settle").mockImplementationOnce(async () => false);
  const called = deferred();
  receiver.on("new_messages", async ({ event, signal }) => {
    if (event.chat.id !== "long") return;
    called.resolve();
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
    throw signal.reason;
  });
  await receiver.start();
  await receiver.fetch(post({ events: [event("late")] }));
  await receiver.fetch(post({ events: [event("long")] }));
  await called.promise;
  await receiver.close({ graceMs: 0 });
  expect(await values("proto_webhooks.attempts")).toEqual([
    [attempt("new_messages", "lost"), 1],
    [attempt("new_messages", "closing"), 1],
  ]);
});

test("an event that goes back before its handler was called had no attempt", async () => {
  const { values } = startSdk();
  const { receiver, inbox } = receiverWith();
  const [asked, go] = [deferred(), deferred()];
  const claim = inbox.claim.bind(inbox);
  inbox.claim = async (request) => {
    asked.resolve();
    await go.promise;
    return claim(request);
  };
  await receiver.fetch(post({ events: [event("a")] }));
  await receiver.start();
  await asked.promise;
  const closed = receiver.close();
  go.resolve();
  await closed;
  expect((await inbox.list("pending"))[0]?.attempts).toBe(0);
  expect(await values("proto_webhooks.attempts")).toEqual([]);
});

test("an event that is dead without another call of its handler is counted, but has no duration", async () => {
  const { values } = startSdk();
  const inbox = unsafeMemoryInbox();
  const accepting = createReceiver({ inbox });
  await accepting.fetch(post({ events: [event("a")] }));
  await inbox.claim({ limit: 1, leaseMs: 1, ordering: "chat" });
  const { receiver } = receiverWith({ inbox, attempts: 1 });
  await receiver.start();
  await receiver.idle();
  await Promise.all([receiver.close(), accepting.close()]);
  expect(await values("proto_webhooks.attempts")).toEqual([[attempt("new_messages", "dead"), 1]]);
  expect(await values("proto_webhooks.attempt.duration")).toEqual([]);
});

test("the inbox is shown as it is when someone looks, until the receiver is closed", async () => {
  const { values } = startSdk();
  const meter = metrics.getMeter(scope.name, scope.version);
  const added = vi.spyOn(meter, "addBatchObservableCallback");
  const removed = vi.spyOn(meter, "removeBatchObservableCallback");
  const { receiver, inbox } = receiverWith({ attempts: 2, backoff: { baseMs: 3_600_000 } });
  receiver.on("new_messages", () => {
    throw new Error("no");
  });
  const shown = async (name: string) => (await values(`proto_webhooks.inbox.${name}`)).at(0)?.[1];
  expect(await values("proto_webhooks.inbox.pending")).toEqual([[inboxOne, 0]]);
  expect(await shown("oldest_age")).toBe(0);

  await receiver.fetch(post({ events: [event("a"), event("a"), event("b"), { type: "new_messages" }] }));
  expect(await shown("pending")).toBe(3);
  expect(await shown("quarantined")).toBe(1);
  vi.spyOn(inbox, "backlog").mockResolvedValueOnce({ oldestMs: 60_500, blockedLanes: 0 });
  expect(await shown("oldest_age")).toBe(60.5);

  await receiver.start();
  await vi.waitUntil(async () => (await shown("blocked_lanes")) === 2, { interval: 1 });
  const [first] = await inbox.list("pending");
  await inbox.retry([first?.receipt.id ?? ""]);
  await vi.waitUntil(async () => (await inbox.stats()).dead === 1, { interval: 1 });
  expect([await shown("dead"), await shown("quarantined")]).toEqual([1, 1]);
  await inbox.purge({ state: "dead", limit: 9 });
  expect([await shown("dead"), await shown("quarantined")]).toEqual([0, 1]);
  await inbox.purge({ state: "quarantined", limit: 9 });
  expect([await shown("dead"), await shown("quarantined")]).toEqual([0, 0]);

  const looks = [vi.spyOn(inbox, "stats"), vi.spyOn(inbox, "backlog").mockClear()];
  await receiver.close();
  expect(await values("proto_webhooks.inbox.pending")).toEqual([]);
  for (const look of looks) expect(look).not.toHaveBeenCalled();
  expect(added).toHaveBeenCalledOnce();
  expect(removed.mock.calls).toEqual(added.mock.calls);
});

test("inboxes are told apart by a number, and a number that is free is given again", async () => {
  const { values } = startSdk();
  const [one, two, other] = [receiverWith(), receiverWith(), unsafeMemoryInbox()];
  const beside = createReceiver({ inbox: one.inbox });
  await two.receiver.fetch(post({ events: [event("a")] }));
  const numbers = async () =>
    (await values("proto_webhooks.inbox.pending")).map(([by, value]) => [
      by["proto_webhooks.inbox.number"],
      value,
    ]);
  expect(await numbers()).toEqual([
    [1, 0],
    [2, 1],
  ]);
  await one.receiver.close();
  const third = createReceiver({ inbox: other });
  expect((await numbers()).map(([number]) => number).toSorted()).toEqual([1, 2, 3]);
  await beside.close();
  const fourth = createReceiver({ inbox: unsafeMemoryInbox() });
  expect((await numbers()).map(([number]) => number).toSorted()).toEqual([1, 2, 3]);
  await Promise.all([two.receiver.close(), third.close(), fourth.close()]);
});

test("of an inbox that cannot tell nothing is observed but what it can", async () => {
  const { values } = startSdk();
  const { receiver, inbox } = receiverWith();
  const stats = inbox.stats.bind(inbox);
  inbox.stats = () => {
    throw new Error("out of reach");
  };
  expect(await values("proto_webhooks.inbox.pending")).toEqual([]);
  expect(await values("proto_webhooks.inbox.blocked_lanes")).toEqual([[inboxOne, 0]]);
  inbox.stats = stats;
  inbox.backlog = () => Promise.reject(new Error("out of reach"));
  expect(await values("proto_webhooks.inbox.pending")).toEqual([[inboxOne, 0]]);
  expect(await values("proto_webhooks.inbox.blocked_lanes")).toEqual([]);
  await receiver.close();
});

test("an inbox that hangs is left alone after a while, and holds up no close", async () => {
  const after = vi.spyOn(systemClock, "after").mockReturnValue(() => {});
  const { values } = startSdk();
  const { receiver, inbox } = receiverWith();
  const backlog = vi.fn<Inbox["backlog"]>(() => new Promise(() => {}));
  inbox.backlog = backlog;
  const first = values("proto_webhooks.inbox.pending");
  await vi.waitUntil(() => after.mock.calls.length === 2, { interval: 1 });
  const [, waits] = after.mock.calls;
  expect(waits?.[0]).toBe(5_000);
  waits?.[1]();
  expect(await first).toEqual([[inboxOne, 0]]);

  const second = values("proto_webhooks.inbox.pending");
  await receiver.close();
  await second;
  expect(backlog).toHaveBeenCalledOnce();
  after.mockRestore();
});

test("without an SDK nothing is made and nothing measured", () => {
  expect(createTelemetry(unsafeMemoryInbox())).toBe(silentTelemetry);
});

test("every metric comes as the table says, and no other", async () => {
  const sdk = startSdk();
  const { receiver } = receiverWith({ attempts: 1 });
  receiver.on("new_messages", () => {
    throw new Error("no");
  });
  await receiver.start();
  await receiver.fetch(post({ events: [event("a"), event("a"), { type: "new_messages" }] }));
  await receiver.fetch(post("{"));
  await receiver.idle();
  const seen = (await sdk.metrics()).map(({ descriptor: { name, unit, description }, dataPoints }) => ({
    name,
    unit,
    description,
    attributes: [...new Set(dataPoints.flatMap(({ attributes }) => Object.keys(attributes)))].toSorted(),
  }));
  const table = Object.values(metricTable).map(({ name, unit, description, attributes }) => ({
    name,
    unit,
    description,
    attributes: [...attributes].toSorted(),
  }));
  const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);
  expect(seen.toSorted(byName)).toEqual(table.toSorted(byName));
  await receiver.close();
});
