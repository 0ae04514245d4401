/// <reference types="node" />
// A real receiver as a process of its own: it loads everything, says that it is ready, and begins when it is told to.
// Arguments: the name and the URL of a store.
import { flushCompileCache } from "node:module";
import process from "node:process";
import { errorName } from "../src/error-name.ts";
import { listen } from "../src/node/index.ts";
import { createReceiver } from "../src/receiver.ts";
import { HandlerLog } from "./handler-log.ts";
import { Killer } from "./kill-point.ts";
import { killedInbox } from "./killed-inbox.ts";
import { openStore } from "./open-store.ts";
import { perform } from "./perform.ts";
import type { Order, Plan, Report } from "./plan.ts";
import { sabotaged } from "./sabotage.ts";

const [, , store = "", url = ""] = process.argv;
const inbox = await openStore(store, url);
// A process that is killed does not write what Node would write at its end.
flushCompileCache();

process.on("message", (order: Order) => {
  if (order.kind === "go") void receive(order.plan);
  else jump(order.ms);
});
// Whoever started it is gone.
process.on("disconnect", () => process.exit(1));
// The channel alone must not keep it running, as after SIGTERM it ends by itself.
process.channel?.unref();
const idle = setInterval(() => {}, 60_000);
tell({ kind: "ready" });

async function receive(plan: Plan): Promise<void> {
  clearInterval(idle);
  const { run, leaseMs, concurrency, attempts, attemptTimeoutMs, graceMs, sigterm = "once" } = plan;
  const log = new HandlerLog(plan.log);
  const killer = new Killer(plan.killAt, () => log.write({ kind: "paused", run }));
  if (plan.clockMs !== undefined) jump(plan.clockMs);
  const receiver = createReceiver({
    inbox: sabotaged(killedInbox(inbox, killer), plan.sabotage),
    leaseMs,
    concurrency,
    attempts,
    attemptTimeoutMs,
    backoff: { baseMs: 10, maxMs: 40 },
    onError: ({ stage, error }) => {
      if (stage !== "handler") log.write({ kind: "fault", run, stage, name: errorName(error) });
    },
  });
  receiver.on("new_messages", ({ event, ...attempt }) =>
    perform(log, run, event, attempt, () => killer.pass("in the handler")),
  );
  receiver.onUnrecognizedEvent(({ event, ...attempt }) =>
    perform(log, run, event, attempt, () => killer.pass("in the handler")),
  );
  if (!plan.isAcceptingOnly) await receiver.start();
  const server = await listen(
    {
      async accept(request) {
        const answer = await receiver.accept(request);
        if (answer.status === 200) killer.pass("before answer");
        return answer;
      },
    },
    { port: 0 },
  );
  // As in the README.
  process[sigterm]("SIGTERM", async () => {
    await Promise.all([server.close({ graceMs }), receiver.close({ graceMs })]);
  });
  tell({ kind: "listening", url: server.url });
}

/** From now on the time of day is another one. What measures durations is left alone, as it is by a real jump. */
function jump(ms: number): void {
  const Before = Date;
  globalThis.Date = class extends Before {
    constructor(...args: [] | [number]) {
      if (args.length === 0) super(Before.now() + ms);
      else super(...args);
    }
    static override now(): number {
      return Before.now() + ms;
    }
  } as DateConstructor;
}

function tell(report: Report): void {
  process.send?.(report);
}
