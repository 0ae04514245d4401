import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { files } from "./support/files.ts";
import { listener, post, unreadListener } from "./support/listener.ts";
import {
  type NumberedLine,
  numberedEvents,
  numbers,
  numbersOfChats,
  wholeLines,
} from "./support/numbered-events.ts";

const { folder } = files();
const count = 400;
const all = Array.from({ length: count }, (_, number) => number);

/** More events than stdout takes while nobody reads it: some are printed, one is half printed, the others wait. */
async function listenerThatIsStuck(inbox: string): Promise<ReturnType<typeof unreadListener>> {
  const stuck = await unreadListener(["--json", "--inbox", inbox]);
  expect((await post(stuck.url, numberedEvents(count))).status).toBe(200);
  await once(stuck.child.stdout, "readable");
  return stuck;
}

/** Runs on an inbox until everything of it was printed. */
async function printTheRest(inbox: string): Promise<{ pending: number; lines: NumberedLine[] }> {
  const next = await listener(["--json", "--inbox", inbox]);
  const pending = Number(/: (\d+) events? pending/.exec(await next.note(/pending/))?.[1]);
  const lines: string[] = [];
  while (lines.length < pending) lines.push(await next.nextLine());
  const { code, rest } = await next.stop("SIGINT");
  expect(code).toBe(0);
  return { pending, lines: wholeLines([...lines, ...rest, ""].join("\n")) };
}

describe("the next run on the same inbox", () => {
  test("kill -9: goes on with what was pending; nothing is lost, and each chat stays in order", async () => {
    const inbox = join(folder, "killed.db");
    const killed = await listenerThatIsStuck(inbox);
    killed.child.kill("SIGKILL");
    const before = wholeLines(await text(killed.child.stdout));
    const { pending, lines: after } = await printTheRest(inbox);
    expect(before.length).toBeGreaterThan(0);
    expect(pending).toBeGreaterThan(0);
    expect([...new Set(numbers([...before, ...after]))]).toEqual(all);
    for (const lines of [before, after]) {
      for (const chat of numbersOfChats(lines))
        expect(chat).toEqual(chat.toSorted((one, other) => one - other));
      expect(new Set(numbers(lines)).size).toBe(lines.length);
    }
    // What was printed twice is the same event.
    const receipts = new Map(before.map(({ event, receipt }) => [event.number, receipt]));
    for (const { event, receipt } of after) expect(receipts.get(event.number) ?? receipt).toBe(receipt);
    // At most one of each chat was being printed.
    expect(before.length + after.length - count).toBeLessThanOrEqual(7);
  });

  test("Ctrl-C: prints what was left, and nothing twice", async () => {
    const inbox = join(folder, "stopped.db");
    const stopped = await listenerThatIsStuck(inbox);
    stopped.child.kill("SIGINT");
    const [stdout, [code]] = await Promise.all([text(stopped.child.stdout), once(stopped.child, "close")]);
    expect(code).toBe(0);
    const { lines } = await printTheRest(inbox);
    expect(numbers([...wholeLines(stdout), ...lines])).toEqual(all);
  });

  test("| head: prints what nobody read", async () => {
    const inbox = join(folder, "head.db");
    const cut = await listener(["--json", "--inbox", inbox]);
    await post(cut.url, numberedEvents(1));
    expect(JSON.parse(await cut.nextLine())).toMatchObject({ event: { number: 0 } });
    cut.child.stdout.destroy();
    const ended = once(cut.child, "close");
    // Of the same chat as the first one: handled when that one is settled. The answer may not come any more.
    await post(cut.url, numberedEvents(1, 7)).catch(() => {});
    expect(await ended).toEqual([141, null]);
    expect(numbers((await printTheRest(inbox)).lines)).toEqual([7]);
  });
});

test("two on one inbox: each event is printed by one of them", async () => {
  const inbox = join(folder, "shared.db");
  const both = [await listener(["--json", "--inbox", inbox]), await listener(["--json", "--inbox", inbox])];
  const lines: string[] = [];
  const printed = new Promise<void>((resolve) => {
    for (const { nextLine } of both) {
      void (async () => {
        for (let line = await nextLine(); line !== ""; line = await nextLine()) {
          if (lines.push(line) === count) resolve();
        }
      })();
    }
  });
  const posts = all.map((number) => post(both[number % 2]?.url ?? "", numberedEvents(1, number)));
  for (const { status } of await Promise.all(posts)) expect(status).toBe(200);
  await printed;
  const ends = await Promise.all(both.map(({ stop }) => stop("SIGINT")));
  expect(ends.map(({ code }) => code)).toEqual([0, 0]);
  const rest = ends.flatMap((end) => end.rest);
  expect(numbers(wholeLines([...lines, ...rest, ""].join("\n")))).toEqual(all);
});
