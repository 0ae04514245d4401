import type { Committed, Inbox, NewEvent } from "../src/inbox.ts";
import { overridden } from "./overridden.ts";

/** Ways to break the promise: each must be caught, or a proof that finds nothing says nothing. */
export const sabotages = [
  "answers before it commits",
  "commits half a delivery",
  "commits twice",
  "loses what is not valid",
  "settles before it handles",
  "knows no lanes",
  "has leases that do not hold",
] as const;

export type Sabotage = (typeof sabotages)[number];

/** Long enough for a kill to come in between. */
const laterMs = 30;

/** The inbox, broken. */
export function sabotaged(inbox: Inbox, how: Sabotage | undefined): Inbox {
  return how === undefined ? inbox : overridden(inbox, ways[how](inbox));
}

const ways: Readonly<Record<Sabotage, (inbox: Inbox) => Partial<Inbox>>> = {
  "answers before it commits": (inbox) => ({
    async commit(events) {
      setTimeout(() => void inbox.commit(events), laterMs);
      return events.map(committed);
    },
  }),
  "commits half a delivery": (inbox) => ({
    async commit(events) {
      const half = Math.ceil(events.length / 2);
      const first = await inbox.commit(events.slice(0, half));
      await new Promise((resolve) => setTimeout(resolve, laterMs));
      return [...first, ...(await inbox.commit(events.slice(half)))];
    },
  }),
  "commits twice": (inbox) => ({
    async commit(events) {
      await inbox.commit(events);
      return inbox.commit(events);
    },
  }),
  "loses what is not valid": (inbox) => ({
    async commit(events) {
      await inbox.commit(events.filter(({ kind }) => kind !== "invalid"));
      return events.map(committed);
    },
  }),
  "settles before it handles": (inbox) => ({
    async claim(request) {
      const claims = await inbox.claim(request);
      for (const claim of claims) await inbox.settle(claim, { kind: "done" });
      return claims;
    },
    settle: async () => true,
  }),
  "knows no lanes": (inbox) => ({ claim: (request) => inbox.claim({ ...request, ordering: "none" }) }),
  "has leases that do not hold": (inbox) => ({
    claim: (request) => inbox.claim({ ...request, leaseMs: 1 }),
    extend: async () => [],
  }),
};

function committed(_: NewEvent, index: number): Committed {
  return { id: `none-${index}` };
}
