import { expect, test } from "vitest";
import { createReceiver, defaultLimits, type ReceiverOptions, unsafeMemoryInbox } from "./index.ts";

test.each<[string, unknown, RegExp]>([
  ["nothing", undefined, /expects an object/],
  ["no inbox", {}, /needs an `inbox`.*unsafeMemoryInbox/],
  ["an inbox that is none", { inbox: {} }, /needs an `inbox`/],
  ["an unknown option", { maxBodySize: 1 }, /no option `maxBodySize`; the options are .*maxBodyBytes/],
  ["a negative limit", { maxBodyBytes: -1 }, /`maxBodyBytes` must be a whole number from 1 to \d+; it is -1/],
  ["zero", { concurrency: 0 }, /`concurrency`.*it is 0/],
  ["NaN", { maxDepth: Number.NaN }, /`maxDepth`.*it is NaN/],
  ["a fraction", { bodyTimeoutMs: 1.5 }, /`bodyTimeoutMs`.*it is 1.5/],
  ["Infinity, which a timer takes for 1 ms", { bodyTimeoutMs: Number.POSITIVE_INFINITY }, /`bodyTimeoutMs`/],
  ["a string", { maxEvents: "10" }, /`maxEvents`.*it is string/],
  ["null", { maxInFlight: null }, /`maxInFlight`.*it is object/],
  ["no attempts", { attempts: 0 }, /`attempts`.*it is 0/],
  [
    "a lease that no process can keep",
    { leaseMs: 99 },
    /`leaseMs` must be a whole number from 100 to 86400000/,
  ],
  ["a lease of more than a day", { leaseMs: 86_400_001 }, /`leaseMs`/],
  ["a time-out of nothing", { attemptTimeoutMs: 0 }, /`attemptTimeoutMs`/],
  ["an unknown ordering", { ordering: "strict" }, /`ordering` must be "chat" or "none"/],
  ["a backoff that is a number", { backoff: 5 }, /`backoff` must be an object/],
  ["an unknown part of backoff", { backoff: { base: 5 } }, /`backoff` has no `base`; it has `baseMs`/],
  ["a negative backoff", { backoff: { baseMs: -1 } }, /`backoff\.baseMs`.*it is -1/],
  [
    "a backoff that begins beyond its end",
    { backoff: { baseMs: 9, maxMs: 8 } },
    /`backoff\.baseMs`.*to 8; it is 9/,
  ],
  ["a backoff of more than a day", { backoff: { maxMs: 86_400_001 } }, /`backoff\.maxMs`/],
  ["duplicates by its mode only", { duplicates: "drop" }, /`duplicates` must be \{ mode: "off" \}/],
  ["an unknown mode of duplicates", { duplicates: { mode: "skip" } }, /`duplicates` must be/],
  ["to drop without a window", { duplicates: { mode: "drop" } }, /`duplicates\.windowMs` is needed/],
  ["a window of nothing", { duplicates: { mode: "flag", windowMs: 0 } }, /`duplicates\.windowMs`.*it is 0/],
  [
    "an unknown part of duplicates",
    { duplicates: { mode: "off", window: 1 } },
    /`duplicates` has no `window`/,
  ],
  ["a retention that is a number", { retention: 5 }, /`retention` must be an object/],
  ["an unknown state to keep", { retention: { pending: {} } }, /`retention` has no `pending`; it has `done`/],
  ["an unknown way to keep", { retention: { dead: { days: 1 } } }, /`dead` has no `days`/],
  ["a negative age", { retention: { dead: { maxAgeMs: -1 } } }, /`retention\.dead\.maxAgeMs`.*it is -1/],
  ["an authenticator that is none", { authenticate: [() => true] }, /`authenticate` must be an array/],
  ["one authenticator without its array", { authenticate: { checkRequest: () => true } }, /`authenticate`/],
  ["an onError that cannot be called", { onError: "log" }, /`onError` must be a function/],
  ["a logger without error", { logger: { info() {} } }, /`logger` must have `warn` and `error`/],
])("createReceiver refuses %s", (_name, options, message) => {
  const known = typeof options === "object" && options !== null && Object.keys(options).length > 0;
  const all = known ? { inbox: unsafeMemoryInbox(), ...options } : options;
  expect(() => createReceiver(all as ReceiverOptions)).toThrow(message);
  expect(() => createReceiver(all as ReceiverOptions)).toThrow(TypeError);
});

test("undefined is the default, for limits that come from elsewhere", () => {
  const { maxBodyBytes } = {} as { maxBodyBytes: number };
  const backoff = { baseMs: undefined, maxMs: 500 };
  expect(() => createReceiver({ inbox: unsafeMemoryInbox(), maxBodyBytes, backoff })).not.toThrow();
});

test("the defaults are what the docs say", () => {
  expect(defaultLimits).toEqual({
    maxBodyBytes: 1_048_576,
    bodyTimeoutMs: 10_000,
    maxDepth: 64,
    maxEvents: 10_000,
    maxInFlight: 512,
    retryAfterSeconds: 5,
    concurrency: 32,
    attempts: 16,
    attemptTimeoutMs: 60_000,
    leaseMs: 30_000,
  });
});
