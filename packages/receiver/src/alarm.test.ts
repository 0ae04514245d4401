import { expect, test, vi } from "vitest";
import { FakeClock } from "../test/fake-clock.ts";
import { Alarm } from "./alarm.ts";

test("rings once, at the earliest time, by one timer; then it can be set again", async () => {
  const clock = new FakeClock();
  const ring = vi.fn();
  const alarm = new Alarm(clock, ring);
  for (const ms of [20, 10, 30]) alarm.set(ms);
  expect(clock.waiting).toEqual([10]);
  await clock.advance(100);
  expect(ring).toHaveBeenCalledOnce();
  alarm.set(50);
  await clock.advance(50);
  expect(ring).toHaveBeenCalledTimes(2);
  alarm.set(50);
  alarm.clear();
  expect(clock.waiting).toEqual([]);
  alarm.set(60);
  expect(clock.waiting).toEqual([60]);
});
