import { expect, test } from "vitest";
import { Batches } from "./batches.ts";
import { PostgresInboxError } from "./postgres-inbox-error.ts";

const anything = () => () => true;
const upTo = (most: number) => () => {
  let count = 0;
  return () => ++count <= most;
};

test("what arrives in one turn, and what arrives while a batch is under way, shares a batch each", async () => {
  const seen: (readonly number[])[] = [];
  const batches = new Batches<number, number>(async (items) => {
    seen.push(items);
    await new Promise((resolve) => setTimeout(resolve, 5));
    return items.map((item) => item * 10);
  }, anything);
  const first = [1, 2, 3].map((item) => batches.add(item));
  await new Promise((resolve) => setTimeout(resolve, 2));
  const second = [4, 5].map((item) => batches.add(item));
  expect(await Promise.all([...first, ...second])).toEqual([10, 20, 30, 40, 50]);
  expect(seen).toEqual([
    [1, 2, 3],
    [4, 5],
  ]);
});

test("what does not fit goes with the next batch, in order, and what fits nowhere goes alone", async () => {
  const seen: (readonly number[])[] = [];
  const run = async (items: readonly number[]) => {
    seen.push(items);
    return items;
  };
  const pairs = new Batches<number, number>(run, upTo(2));
  await Promise.all([1, 2, 3, 4, 5].map((item) => pairs.add(item)));
  const none = new Batches<number, number>(run, upTo(0));
  await Promise.all([6, 7].map((item) => none.add(item)));
  expect(seen).toEqual([[1, 2], [3, 4], [5], [6], [7]]);
});

test("an item that makes its batch fail fails alone", async () => {
  const batches = new Batches<string, string>(async (items) => {
    if (items.includes("bad")) throw new RangeError("bad");
    return items;
  }, anything);
  const results = await Promise.allSettled(["a", "bad", "b"].map((item) => batches.add(item)));
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
});

test("when the server is out of reach, all that waits is told at once, and the next one tries again", async () => {
  let calls = 0;
  const batches = new Batches<number, number>(async (items) => {
    calls++;
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (calls === 1) throw new PostgresInboxError("unreachable", "here");
    return items;
  }, anything);
  const first = [batches.add(1), batches.add(2)];
  await new Promise((resolve) => setTimeout(resolve, 2));
  const results = await Promise.allSettled([...first, batches.add(3)]);
  expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  expect(calls).toBe(1);
  expect(await batches.add(4)).toBe(4);
});

test("it drains what was asked for before, also when it fails", async () => {
  let isDone = false;
  const batches = new Batches<number, number>(async (items) => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    isDone = true;
    if (items.includes(2)) throw new RangeError("bad");
    return items;
  }, anything);
  await batches.drain();
  const added = [batches.add(1), batches.add(2)].map((result) => result.catch(() => "failed"));
  await batches.drain();
  expect(isDone).toBe(true);
  expect(await Promise.all(added)).toEqual([1, "failed"]);
});
