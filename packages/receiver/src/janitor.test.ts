import { expect, onTestFinished, test, vi } from "vitest";
import { event, post } from "../test/deliveries.ts";
import { FakeClock } from "../test/fake-clock.ts";
import { receiverWith } from "../test/receiver-with.ts";
import { Janitor } from "./janitor.ts";
import { memoryInboxOn } from "./memory/unsafe-memory-inbox.ts";
import { purgesOf } from "./retention.ts";

const invalid = { kind: "invalid", chat: "a", json: "{}", issues: [] } as const;

test("each minute removes what is too old or too much, however much it is", async () => {
  const clock = new FakeClock();
  const inbox = memoryInboxOn(clock);
  await inbox.commit(Array.from({ length: 1_200 }, () => invalid));
  const purges = purgesOf({ quarantined: { maxCount: 1_150, maxAgeMs: 90_000 } });
  const janitor = new Janitor({ inbox, purges, clock, onInboxError: () => expect.unreachable() });
  janitor.start();
  await clock.advance(59_000);
  expect((await inbox.stats()).kept.quarantined).toBe(1_150);
  await clock.advance(61_000);
  expect((await inbox.stats()).kept.quarantined).toBe(0);
  await janitor.stop();
  expect(clock.waiting).toEqual([]);
});

test("tries again a minute after the inbox failed, and says so", async () => {
  const clock = new FakeClock();
  const inbox = memoryInboxOn(clock);
  await inbox.commit([invalid]);
  const purge = vi.spyOn(inbox, "purge").mockRejectedValueOnce(new Error("down"));
  const errors: unknown[] = [];
  const purges = purgesOf({ quarantined: { maxCount: 0 } });
  const janitor = new Janitor({ inbox, purges, clock, onInboxError: (error) => errors.push(error) });
  janitor.start();
  await clock.advance(1_000);
  expect([purge.mock.calls.length, errors.length]).toEqual([1, 1]);
  await clock.advance(60_000);
  expect((await inbox.stats()).kept.quarantined).toBe(0);
  await janitor.stop();
});

test("does nothing when all is to be kept", async () => {
  const clock = new FakeClock();
  const inbox = memoryInboxOn(clock);
  const purge = vi.spyOn(inbox, "purge");
  const janitor = new Janitor({ inbox, purges: purgesOf({ done: {} }), clock, onInboxError: () => {} });
  janitor.start();
  await clock.advance(120_000);
  expect(purge).not.toHaveBeenCalled();
  await janitor.stop();
});

test("a receiver keeps of done events what it was told to, and else nothing", async () => {
  for (const [retention, kept] of [
    [undefined, 0],
    [{ done: {} }, 1],
    [{ done: { maxCount: 5 } }, 1],
  ] as const) {
    const { receiver, inbox } = receiverWith({ retention });
    onTestFinished(() => receiver.close());
    await receiver.fetch(post({ events: [event("a")] }));
    await receiver.start();
    await receiver.idle();
    expect(await inbox.list("done")).toHaveLength(kept);
    expect((await inbox.stats()).done).toBe(1);
  }
});
