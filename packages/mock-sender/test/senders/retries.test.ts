import { describe, expect, test } from "vitest";
import {
  batches,
  duplicates,
  lostAnswers,
  type Outcome,
  parallel,
  play,
  resets,
  respelled,
  retries,
  type Sender,
  scenario,
  schedule,
} from "../../src/index.ts";
import { retriesOf } from "../../src/schedule/retries-of.ts";
import { contents, events } from "./events.ts";

const answers = (...statuses: number[]) => {
  const received: string[] = [];
  const to = async (request: Request) => {
    received.push(await request.text());
    return new Response(null, { status: statuses.shift() ?? 200 });
  };
  return { to, received };
};

describe("what is sent again, and when", () => {
  const sent = async (sender: Sender, ...statuses: number[]) => {
    const { to, received } = answers(...statuses);
    const trace = await play(scenario({ events: events(4), sender, seed: 4 }), { to });
    return { trace, contents: contents(received.map((body) => ({ body }))) };
  };

  test.each<[string, Sender, number[], string[]]>([
    ["never, without retries", [], [500, 503, 200, 400], ["1", "2", "3", "4"]],
    [
      "at once, while the others wait",
      [retries({ backoffMs: 0 })],
      [200, 503, 500],
      ["1", "2", "2", "2", "3", "4"],
    ],
    ["after the others", [retries({ backoffMs: 0, meanwhile: "go_on" })], [503], ["1", "2", "3", "4", "1"]],
    [
      "so many times, and no more",
      [retries({ times: 2, backoffMs: 0 })],
      [500, 500, 500, 500],
      ["1", "1", "1", "2", "2", "3", "4"],
    ],
    ["not for a status, when it is on timeouts", [retries({ on: ["timeout"] })], [500], ["1", "2", "3", "4"]],
    ["nothing, when all is answered with 200", [retries({ regroup: true })], [], ["1", "2", "3", "4"]],
    ["joined with the next", [retries({ backoffMs: 0, regroup: true })], [200, 500], ["1", "2", "2 3", "4"]],
    [
      "split in two",
      [retries({ backoffMs: 0, regroup: true }), batches({ min: 4, max: 4 })],
      [500],
      ["1 2 3 4", "1 2", "3 4"],
    ],
    [
      "its duplicate too",
      [retries({ backoffMs: 0 }), duplicates({ at: [1] })],
      [500, 200, 500],
      ["1", "1", "1", "1", "2", "3", "4"],
    ],
  ])("%s", async (_, sender, statuses, want) => {
    expect((await sent(sender, ...statuses)).contents).toEqual(want);
  });

  test("when its answer was lost: the receiver has it, the sender does not know", async () => {
    const { trace, contents } = await sent([retries({ backoffMs: 0 }), lostAnswers({ at: [2] })]);
    expect(contents).toEqual(["1", "2", "2", "3", "4"]);
    expect(trace.deliveries.map(({ name, outcome }) => [name, outcome])).toEqual([
      ["1", { status: 200 }],
      ["2", { status: 200, lost: true }],
      ["2.2", { status: 200 }],
      ["3", { status: 200 }],
      ["4", { status: 200 }],
    ]);
  });

  test("when its connection broke", async () => {
    const { trace, contents } = await sent([
      retries({ backoffMs: 0 }),
      resets({ at: [1], during: "answer" }),
    ]);
    expect(contents).toEqual(["1", "1", "2", "3", "4"]);
    expect(trace.deliveries[0]?.outcome).toEqual({ error: "broken_off" });
  });

  test("when it was not answered in time", async () => {
    const sender = [retries({ backoffMs: 0, on: ["timeout"], times: 1 })];
    const to = () => new Promise<Response>(() => {});
    const { deliveries } = await play(scenario({ events: events(1), sender }), { to, timeoutMs: 10 });
    expect(deliveries.map(({ outcome }) => outcome)).toEqual([{ error: "timeout" }, { error: "timeout" }]);
  });

  test("with the same bytes, unless it is spelled anew", async () => {
    const bodies = async (...more: Sender) => {
      const { to, received } = answers(500);
      await play(scenario({ events: events(1), sender: [retries({ backoffMs: 0 }), ...more] }), { to });
      return received;
    };
    const [first, second] = await bodies();
    expect(second).toBe(first);
    const [one, other] = await bodies(respelled());
    expect(other).not.toBe(one);
    expect(JSON.parse(other ?? "")).toEqual(JSON.parse(one ?? ""));
  });

  test("after a wait that doubles, up to its bound", async () => {
    const sender = [retries({ backoffMs: 2, maxBackoffMs: 5, times: 4 })];
    const { to } = answers(500, 500, 500, 500);
    const { deliveries } = await play(scenario({ events: events(1), sender }), { to });
    expect(deliveries.map(({ delayMs }) => delayMs)).toEqual([0, 2, 4, 5, 5]);
  });
});

test("what is sent again depends on scenario, step and outcome alone", () => {
  const made = scenario({
    events: events(9),
    sender: [retries({ regroup: true }), batches({ min: 3, max: 3 })],
    seed: 3,
  });
  const { sender, ...source } = made;
  const [step, next] = schedule(made);
  const outcome: Outcome = { status: 503 };
  if (!step) return expect.unreachable();
  const reaction = () => retriesOf(step, outcome, { source, sender, next });
  expect(reaction()).toEqual(reaction());
  expect(reaction().steps.length).toBeGreaterThan(0);
});

describe("in parallel", () => {
  test("up to so many are under way at once, and begin in order", async () => {
    let open = 0;
    let most = 0;
    const to = async (request: Request) => {
      most = Math.max(most, ++open);
      await request.text();
      await new Promise((resolve) => setTimeout(resolve, 1));
      open--;
      return new Response();
    };
    const trace = await play(scenario({ events: events(9), sender: [parallel({ max: 3 })] }), { to });
    expect(most).toBe(3);
    expect(contents(trace.deliveries as never)).toEqual(events(9).map(({ replyToken }) => replyToken));
    expect(trace.deliveries.slice(0, 3).map(({ during }) => during)).toEqual([[], [1], [1, 2]]);
    expect(Math.max(...trace.deliveries.map(({ during }) => during.length))).toBe(2);
  });

  test("one at a time otherwise", async () => {
    const trace = await play(scenario({ events: events(3) }), { to: () => new Response() });
    expect(trace.deliveries.map(({ during }) => during)).toEqual([[], [], []]);
  });
});

test("a signal ends it with its reason", async () => {
  const controller = new AbortController();
  const reason = new Error("no longer needed");
  const to = () => {
    controller.abort(reason);
    return new Response();
  };
  await expect(play(scenario({ events: events(3) }), { to, signal: controller.signal })).rejects.toBe(reason);
});

test("a target that is none is refused before anything is sent", async () => {
  await expect(play(scenario({ events: [] }), { to: "here" })).rejects.toMatchObject({ code: "bad_target" });
});
