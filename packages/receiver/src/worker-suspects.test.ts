import { expect, test, vi } from "vitest";
import { FakeClock, turns } from "../test/fake-clock.ts";
import { asking, openAttempts, valid, workerOn } from "../test/worker-on.ts";
import type { Inbox } from "./inbox.ts";
import { memoryInboxOn } from "./memory/unsafe-memory-inbox.ts";

/** Processes that claimed all there is, and died. */
async function crash(inbox: Inbox, times: number): Promise<void> {
  for (let i = 0; i < times; i++) await inbox.extend(await inbox.claim(asking(100)), 0);
}

async function inboxAfter(crashes: number, chats: readonly string[]) {
  const clock = new FakeClock();
  const inbox = memoryInboxOn(clock);
  await inbox.commit(chats.map((chat) => valid(chat, chat)));
  await crash(inbox, crashes);
  return { clock, inbox };
}

const five = { attempts: 5, concurrency: 4 };

test("what was being handled when a process died once is handled side by side", async () => {
  const { clock, inbox } = await inboxAfter(1, ["a", "b", "c"]);
  const { attempt, open } = openAttempts();
  workerOn(inbox, attempt, { clock, ...five }).start();
  await turns();
  expect([...open.keys()]).toEqual(["a", "b", "c"]);
});

test("what was being handled when a process died twice is handled one by one, and alone", async () => {
  const { clock, inbox } = await inboxAfter(2, ["a", "b", "c"]);
  await inbox.commit([valid("new", "new")]);
  const { attempt, open, began } = openAttempts();
  const worker = workerOn(inbox, attempt, { clock, ...five });
  worker.start();
  // "new" was claimed with the first of them, and ends before it begins.
  await began("new");
  await turns();
  expect([...open.keys()]).toEqual(["new"]);
  open.get("new")?.end();
  const handled: string[] = [];
  for (let i = 0; i < 3; i++) {
    await vi.waitUntil(() => open.size === 2 + i, { interval: 1 });
    await turns();
    const [last] = [...open.keys()].slice(-1);
    handled.push(last ?? "");
    expect(open.size).toBe(2 + i);
    open.get(last ?? "")?.end();
  }
  await worker.idle();
  expect(handled.toSorted()).toEqual(["a", "b", "c"]);
  expect(await inbox.stats()).toMatchObject({ done: 4, dead: 0 });
});

/** The inbox as a process sees it that may die: from then on nothing that it asks for happens. */
function mortal(inbox: Inbox): { inbox: Inbox; die: () => void } {
  let isDead = false;
  const proxy = new Proxy(inbox, {
    get(target, name) {
      const method = Reflect.get(target, name).bind(target);
      if (name === "subscribe") return (wake: () => void) => method(() => isDead || wake());
      return (...args: unknown[]) => (isDead ? new Promise(() => {}) : method(...args));
    },
  });
  const die = () => {
    isDead = true;
  };
  return { inbox: proxy, die };
}

test("only the event that kills loses further attempts, and ends dead", async () => {
  const { clock, inbox } = await inboxAfter(0, ["b", "killer", "c", "d"]);
  let lives = 0;
  while ((await inbox.stats()).pending > 0) {
    const life = mortal(inbox);
    const handle = async ({ json }: { json: string }) => {
      if (json === "killer") life.die();
    };
    workerOn(life.inbox, handle, { clock, ...five }).start();
    await turns();
    clock.pause(30_000);
    lives++;
    expect(lives).toBeLessThan(20);
  }
  const [dead] = await inbox.list("dead");
  // The sixth claim finds that there is no attempt left.
  expect([dead?.json, dead?.attempts]).toEqual(["killer", 6]);
  expect(await inbox.stats()).toMatchObject({ done: 3, dead: 1 });
});

test("a suspect begins when the inbox has what was given back, and what ended before", async () => {
  const { clock, inbox } = await inboxAfter(2, ["a", "b"]);
  await inbox.commit([valid("new", "new")]);
  const answers: (() => void)[] = [];
  // A store that takes its time.
  const slow = new Proxy(inbox, {
    get(target, name) {
      const method = Reflect.get(target, name).bind(target);
      if (name !== "settle" && name !== "release") return method;
      return (...args: unknown[]) =>
        new Promise<void>((resolve) => answers.push(resolve)).then(() => method(...args));
    },
  });
  const { attempt, open, began } = openAttempts();
  workerOn(slow, attempt, { clock, ...five }).start();
  await began("new");
  open.get("new")?.end();
  await turns();
  expect([answers.length, [...open.keys()]]).toEqual([2, ["new"]]);
  answers[0]?.();
  await turns();
  expect([...open.keys()]).toEqual(["new"]);
  answers[1]?.();
  await turns();
  expect([...open.keys()]).toEqual(["new", "a"]);
});

test("the lease of a suspect that waits for the others is extended, and its time does not run", async () => {
  const { clock, inbox } = await inboxAfter(2, ["suspect"]);
  await inbox.commit([valid("slow", "slow")]);
  const { attempt, open, began } = openAttempts();
  const worker = workerOn(inbox, attempt, { clock, ...five, attemptTimeoutMs: 100_000 });
  worker.start();
  await began("slow");
  await clock.advance(50_000);
  open.get("slow")?.end();
  await began("suspect");
  await clock.advance(90_000);
  expect(open.get("suspect")?.signal.aborted).toBe(false);
  open.get("suspect")?.end();
  await worker.idle();
  expect(await inbox.stats()).toMatchObject({ done: 2 });
});

test("a suspect waits for a slow handler for a minute only, and the other chats for both hardly longer than two", async () => {
  const { clock, inbox } = await inboxAfter(2, ["suspect"]);
  await inbox.commit([valid("slow", "slow")]);
  const { attempt, open, began } = openAttempts();
  const worker = workerOn(inbox, attempt, { clock, ...five, attemptTimeoutMs: 3_600_000 });
  worker.start();
  await began("slow");
  await inbox.commit([valid("other", "other")]);
  await clock.advance(59_000);
  expect([...open.keys()]).toEqual(["slow"]);
  await clock.advance(3_000);
  expect([...open.keys()]).toEqual(["slow", "suspect"]);
  await clock.advance(62_000);
  expect([...open.keys()]).toEqual(["slow", "suspect", "other"]);
  for (const { end } of open.values()) end();
  await worker.idle();
  await worker.stop(0);
  expect(clock.waiting).toEqual([]);
});

test("a suspect that outlasts its time alone does not end that of the next one", async () => {
  const { clock, inbox } = await inboxAfter(2, ["a", "b"]);
  const { attempt, open, began } = openAttempts();
  const worker = workerOn(inbox, attempt, { clock, ...five, attemptTimeoutMs: 3_600_000 });
  worker.start();
  await began("a");
  await clock.advance(123_000);
  // "b" has been claimed, and waits for "a".
  open.get("a")?.end();
  await began("b");
  await inbox.commit([valid("other", "other")]);
  await clock.advance(1_000);
  expect([...open.keys()]).toEqual(["a", "b"]);
  open.get("b")?.end();
  await began("other");
  open.get("other")?.end();
  await worker.idle();
  await worker.stop(0);
});

test("a suspect that waits goes back at once when the receiver closes", async () => {
  const { clock, inbox } = await inboxAfter(2, ["suspect"]);
  await inbox.commit([valid("slow", "slow")]);
  const { attempt, open, began } = openAttempts();
  const worker = workerOn(inbox, attempt, { clock, ...five });
  worker.start();
  await began("slow");
  const stopped = worker.stop(5_000);
  await clock.advance(200);
  open.get("slow")?.end();
  await stopped;
  expect([...open.keys()]).toEqual(["slow"]);
  const [suspect] = await inbox.claim(asking(1));
  expect(suspect).toMatchObject({ json: "suspect", attempt: 3, vanished: 2 });
});
