import { expect, test } from "vitest";
import { lostAnswers, newMessagesEvent, play, replay, resets, scenario } from "../../src/index.ts";

test("play and replay tell how long each delivery took, answered or not", async () => {
  const events = ["1", "2", "3"].map((replyToken) => newMessagesEvent({ replyToken }));
  const flaky = scenario({
    events,
    sender: [lostAnswers({ at: [1] }), resets({ at: [2], during: "answer" })],
  });
  const to = async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return new Response();
  };
  const told: [name: string, durationMs: number][] = [];
  const onSent = ({ name }: { name: string }, durationMs: number) => void told.push([name, durationMs]);
  const trace = await play(flaky, { to, onSent });
  await replay(trace, { to, onSent });
  expect(told.map(([name]) => name)).toEqual(["1", "2", "3", "1", "2", "3"]);
  for (const [name, ms] of told) {
    // Timers may come a fraction of a millisecond early. What was broken off did not wait.
    expect(ms).toBeGreaterThan(name === "2" ? 0 : 19);
    expect(ms).toBeLessThan(10_000);
  }
});
