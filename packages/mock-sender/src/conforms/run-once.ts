import { pause } from "../real-time.ts";
import { play } from "../schedule/play.ts";
import type { Scenario } from "../schedule/scenario.ts";
import { replay } from "../trace/replay.ts";
import type { Trace, TracedDelivery } from "../trace/trace.ts";
import { type Call, type Calls, type Mood, watchCalls } from "./calls.ts";
import { judgeAnswers, type Violation } from "./judge-answers.ts";
import { judgeHandled, owedOf } from "./judge-handled.ts";
import type { ReceiverUnderTest, StartReceiver } from "./receiver-under-test.ts";
import { numberOf } from "./test-events.ts";

/** What is sent in a run: a scenario, or what was sent before in a run of it. */
export type Sending =
  | { readonly scenario: Scenario }
  | { readonly trace: Trace & { readonly scenario: Scenario } };

/** How a run is made. */
export interface RunOptions {
  readonly start: StartReceiver;
  /** Tells its events from those of other runs. */
  readonly tag: string;
  readonly mood: Mood;
  /** How long to wait for what should come at once, in milliseconds. */
  readonly patienceMs: number;
  /** Whether the events that reach a handler can be seen. */
  readonly canSee: boolean;
}

/** What was sent in a run, and which rules the receiver broke. */
export interface Run {
  readonly trace: Trace;
  readonly violations: readonly Violation[];
}

/** Starts a receiver, sends to it, waits until all is handled, and judges. */
export async function runOnce(sending: Sending, options: RunOptions): Promise<Run> {
  const { start, tag, mood, patienceMs, canSee } = options;
  const calls = watchCalls(tag, mood);
  const receiver = await start(calls.handle);
  try {
    const { trace, blocked } = await send(sending, receiver, calls, patienceMs);
    const violations = judgeAnswers(trace, { mood, blocked });
    const { scenario } = "trace" in sending ? sending.trace : sending;
    if (canSee) {
      const reached = await settle(owedOf(trace.deliveries), receiver, calls, { tag, patienceMs });
      violations.push(...judgeHandled(scenario, trace.deliveries, reached));
    }
    return { trace, violations };
  } finally {
    calls.release();
    await receiver.close?.();
  }
}

async function send(
  sending: Sending,
  { deliverTo: to, headers = {} }: ReceiverUnderTest,
  calls: Calls,
  timeoutMs: number,
): Promise<{ trace: Trace; blocked: number | undefined }> {
  const waited: TracedDelivery[] = [];
  const onSent = (delivery: TracedDelivery) => {
    if (!calls.isHeld || !("error" in delivery.outcome) || delivery.outcome.error !== "timeout") return;
    waited.push(delivery);
    // It has waited for its handler. What comes behind it need not.
    calls.release();
  };
  const options = { to, headers, timeoutMs, onSent };
  const trace = await ("trace" in sending ? replay(sending.trace, options) : play(sending.scenario, options));
  calls.release();
  const place = trace.deliveries.findIndex(({ name }) => name === waited[0]?.name);
  return { trace, blocked: place < 0 ? undefined : place + 1 };
}

/** Waits until all that is owed has reached a handler, or nothing more will. */
async function settle(
  owed: readonly number[],
  receiver: ReceiverUnderTest,
  calls: Calls,
  { tag, patienceMs }: { tag: string; patienceMs: number },
): Promise<readonly Call[]> {
  let isIdle = false;
  const idle = receiver.idle?.().then(
    () => {
      isIdle = true;
    },
    () => {
      isIdle = true;
    },
  );
  const pollMs = receiver.handled ? 20 : patienceMs;
  let changedAt = performance.now();
  for (let known = 0; ; ) {
    // In this order: what is idle now has handled all that is read then.
    const isEnd = isIdle || performance.now() - changedAt >= patienceMs;
    const reached = receiver.handled ? listed(await receiver.handled(), tag) : calls.all;
    const isReached = owed.every((event) =>
      reached.some((call) => call.event === event && call.ended !== undefined),
    );
    if (isReached || isEnd) return reached;
    if (reached.length !== known) changedAt = performance.now();
    known = reached.length;
    await waitFor(calls, pollMs, idle);
  }
}

async function waitFor(calls: Calls, ms: number, idle: Promise<void> | undefined): Promise<void> {
  const controller = new AbortController();
  const time = pause(ms, controller.signal);
  await calls.next(idle ? Promise.race([time, idle]) : time);
  controller.abort();
}

/** What a receiver lists, as calls one after the other. */
function listed(events: readonly unknown[], tag: string): Call[] {
  return events.flatMap((value, index): Call[] => {
    const event = numberOf(value, tag);
    return event === undefined
      ? []
      : [{ event, value, begun: 2 * index, ended: 2 * index + 1, failed: false }];
  });
}
