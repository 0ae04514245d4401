import type { Scenario } from "../schedule/scenario.ts";
import type { Trace } from "../trace/trace.ts";
import type { Mood } from "./calls.ts";
import type { Handle, ReceiverUnderTest, StartReceiver } from "./receiver-under-test.ts";
import { renderTrace } from "./render-trace.ts";
import { type Run, runOnce, type Sending } from "./run-once.ts";
import { retagged } from "./test-events.ts";

/** The tag of the events in scenarios and traces; where a receiver sees many runs, each is sent with a tag of its own. */
export const canonicalTag = "a";

/** Makes runs with one receiver, or with a new one for each. */
export interface Runner {
  /** Whether handlers can be told what to do. */
  readonly canHandle: boolean;
  /** Whether what reaches the handlers can be seen. */
  readonly canSee: boolean;
  run(sending: Sending, mood: Mood): Promise<Run>;
  close(): Promise<void>;
}

export function createRunner(
  receiver: StartReceiver | ReceiverUnderTest,
  { patienceMs, reuse }: { patienceMs: number; reuse: boolean },
): Runner {
  const canHandle = typeof receiver === "function";
  const canSee = canHandle || receiver.handled !== undefined;
  const shared = canHandle && !reuse ? undefined : share(receiver);
  // A receiver that runs already may know the events of an earlier call of `conforms`.
  const prefix = canHandle ? "r" : `${crypto.randomUUID().slice(0, 8)}r`;
  let runs = 0;
  return {
    canHandle,
    canSee,
    async run(sending, mood) {
      const common = { mood, patienceMs, canSee };
      if (!shared)
        return runOnce(sending, { ...common, start: receiver as StartReceiver, tag: canonicalTag });
      runs++;
      const tag = `${prefix}${runs}`;
      const sent = await runOnce(withTag(sending, canonicalTag, tag), {
        ...common,
        start: shared.start,
        tag,
      });
      return { ...sent, trace: withTagInTrace(sent.trace, tag, canonicalTag) };
    },
    async close() {
      await shared?.close();
    },
  };
}

/** One receiver for all runs. */
function share(receiver: StartReceiver | ReceiverUnderTest): {
  start: StartReceiver;
  close: () => Promise<void>;
} {
  let handle: Handle = async () => {};
  let started: Promise<ReceiverUnderTest> | undefined;
  const startOnce = async () =>
    typeof receiver === "function" ? receiver((event) => handle(event)) : receiver;
  return {
    async start(next) {
      handle = next;
      started ??= startOnce();
      const { close: _, ...rest } = await started;
      return rest;
    },
    async close() {
      await (await started)?.close?.();
    },
  };
}

function withTag(sending: Sending, from: string, to: string): Sending {
  if ("trace" in sending) return { trace: withTagInTrace(sending.trace, from, to) };
  return { scenario: withTagInScenario(sending.scenario, from, to) };
}

function withTagInTrace<T extends Trace>(trace: T, from: string, to: string): T {
  if (!trace.scenario) return trace;
  return renderTrace({ ...trace, scenario: withTagInScenario(trace.scenario, from, to) });
}

function withTagInScenario(scenario: Scenario, from: string, to: string): Scenario {
  return { ...scenario, events: retagged(scenario.events, from, to) };
}
