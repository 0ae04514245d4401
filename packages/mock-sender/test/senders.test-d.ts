import { expectTypeOf } from "vitest";
import { conforms, type Handle, type Report } from "../src/conforms/index.ts";
import {
  batches,
  createMockProto,
  duplicates,
  type Habit,
  newMessagesEvent,
  parallel,
  play,
  replay,
  resets,
  retries,
  type Sender,
  type Step,
  scenario,
  schedule,
  type Trace,
} from "../src/index.ts";
import { overSockets } from "../src/node/index.ts";

const flaky: Sender = [retries({ on: ["timeout"] }), resets()];
createMockProto({ sender: [batches({ max: 5 }), flaky], seed: 7 });
createMockProto({ sender: [{ kind: "nulls", at: [1] }] });

const one = scenario({ events: [newMessagesEvent(), '{"type":'], sender: flaky });
expectTypeOf(one.sender).toEqualTypeOf<readonly Habit[]>();
expectTypeOf(schedule(one)).toEqualTypeOf<Step[]>();
expectTypeOf(play(one, { to: overSockets("http://127.0.0.1:1") })).resolves.toEqualTypeOf<Trace>();
expectTypeOf(replay({ deliveries: [] }, { to: () => new Response() })).resolves.toEqualTypeOf<Trace>();

expectTypeOf(
  conforms((handle) => ({ deliverTo: () => handle({}).then(() => new Response()) })),
).resolves.toEqualTypeOf<Report>();
expectTypeOf(
  conforms({ deliverTo: "http://127.0.0.1:1", handled: async () => [] }),
).resolves.toEqualTypeOf<Report>();
conforms(async (handle) => {
  expectTypeOf(handle).toEqualTypeOf<Handle>();
  return { deliverTo: new URL("http://127.0.0.1:1"), close: () => {} };
});

// @ts-expect-error how many is required
batches();
// @ts-expect-error how many is required
parallel({});
// @ts-expect-error a misspelt option
duplicates({ propability: 0.1 });
// @ts-expect-error no reason to try again
retries({ on: ["not_300"] });
// @ts-expect-error a kind that there is not
createMockProto({ sender: [{ kind: "dupes" }] });
// @ts-expect-error a seed is a number
scenario({ events: [], seed: "7" });
// @ts-expect-error not a receiver
conforms("http://127.0.0.1:1");
