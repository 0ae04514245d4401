import type { BatchObservableResult, Meter } from "@opentelemetry/api";
import type { Clock } from "../clock.ts";
import type { Inbox } from "../inbox.ts";
import { boundedQuestion } from "./bounded-question.ts";
import { takeNumber } from "./inbox-number.ts";
import type { Metrics } from "./metrics.ts";

/** The longest that a reader of metrics waits for an inbox, in milliseconds. Many give up after 30 s themselves. */
const patienceMs = 5_000;

/**
 * Shows the state of an inbox to whoever reads the metrics, whenever they do. Of one that fails nothing is observed (what
 * the SDK makes of that is up to it), and it is not told here: who accepts and who handles tell it.
 *
 * @returns ends that, at once.
 */
export function showInbox(
  meter: Meter,
  metrics: Metrics,
  inbox: Inbox,
  clock: Pick<Clock, "after">,
): () => void {
  const { pending, oldestAge, blockedLanes, dead, quarantined } = metrics;
  const gauges = [pending, oldestAge, blockedLanes, dead, quarantined];
  const { number, giveBack } = takeNumber(inbox);
  const attributes = { "proto_webhooks.inbox.number": number };
  // One by one: the books are at hand, also when the backlog is so long that looking through it takes its time.
  const books = boundedQuestion(async () => inbox.stats(), patienceMs, clock);
  const waits = boundedQuestion(async () => inbox.backlog(), patienceMs, clock);

  async function observe(result: BatchObservableResult): Promise<void> {
    const [stats, backlog] = await Promise.all([books.ask(), waits.ask()]);
    if (stats) {
      result.observe(pending, stats.pending, attributes);
      result.observe(dead, stats.kept.dead, attributes);
      result.observe(quarantined, stats.kept.quarantined, attributes);
    }
    if (backlog) {
      result.observe(oldestAge, (backlog.oldestMs ?? 0) / 1_000, attributes);
      result.observe(blockedLanes, backlog.blockedLanes, attributes);
    }
  }

  meter.addBatchObservableCallback(observe, gauges);
  return () => {
    meter.removeBatchObservableCallback(observe, gauges);
    books.end();
    waits.end();
    giveBack();
  };
}
