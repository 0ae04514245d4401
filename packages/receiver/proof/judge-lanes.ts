import type { Fate } from "./fates.ts";
import type { Try } from "./load.ts";
import { taskId } from "./numbered-deliveries.ts";
import type { Violation } from "./violation.ts";

interface Placed {
  readonly sequence: number;
  readonly sentAt: number;
  readonly answeredAt: number;
}

/** In each chat the sequences have no gap, and what was answered before another one was sent stands before it. */
export function judgeLanes(tries: readonly Try[], fates: ReadonlyMap<string, Fate>): Violation[] {
  const lanes = new Map<string, Placed[]>();
  for (const { delivery, number, sentAt, answeredAt = Number.POSITIVE_INFINITY } of tries) {
    for (const index of delivery.events.keys()) {
      const fate = fates.get(taskId(delivery.number, number, index));
      if (!fate) continue;
      const lane = lanes.get(fate.chat) ?? [];
      lanes.set(fate.chat, lane);
      lane.push({ sequence: fate.sequence, sentAt, answeredAt });
    }
  }
  return [...lanes].flatMap(([chat, lane]) => judgeLane(chat === "" ? "no chat" : chat, lane));
}

function judgeLane(chat: string, lane: readonly Placed[]): Violation[] {
  const violations: Violation[] = [];
  let wanted = 1;
  let lastSent = 0;
  for (const { sequence, sentAt, answeredAt } of lane.toSorted(
    (one, other) => one.sequence - other.sequence,
  )) {
    if (sequence !== wanted) {
      violations.push({ rule: "gap", what: `${chat}: ${sequence} stands where ${wanted} should be` });
    }
    if (answeredAt < lastSent) {
      violations.push({
        rule: "order of commits",
        what: `${chat}: ${sequence} stands behind what was sent later`,
      });
    }
    wanted = sequence + 1;
    lastSent = Math.max(lastSent, sentAt);
  }
  return violations;
}
