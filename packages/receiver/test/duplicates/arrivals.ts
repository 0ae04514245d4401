import { corpusMs, type Said } from "./corpus.ts";
import { Random } from "./random.ts";
import { firstTime, type Sender, type SentEvent } from "./senders.ts";

/** A delivery that arrives. */
export interface Arrival {
  /** When, in milliseconds from the start. */
  readonly at: number;
  readonly events: readonly SentEvent[];
}

/** How the sender and the network behave. Times in milliseconds, shares of the sendings. */
export const behaviour = {
  /** How long the sender waits before each further try, up to a tenth more or less; after the last it gives up. */
  delays: [5_000, 60_000, 600_000, 3_600_000, 21_600_000, 86_400_000],
  /** How long it waits for an answer that does not come. */
  answerTimeoutMs: 10_000,
  /** Lengths of times in which most answers get lost, as when a proxy in between is restarted. */
  outages: [30_000, 120_000, 300_000, 600_000, 1_200_000, 2_700_000],
  /** What does not arrive is sent again, too, and is no duplicate then. */
  requestsLost: 0.01,
  answersLost: 0.01,
  answersLostInOutage: 0.9,
} as const;

/** All that arrives, in the order of time, when a sender sends each event until it gets an answer. */
export function arrivalsOf(corpus: readonly Said[], sender: Sender, hasToken: boolean): readonly Arrival[] {
  const { delays, answerTimeoutMs, requestsLost, answersLost, answersLostInOutage } = behaviour;
  const random = new Random(7);
  const isOut = outagesOf(random);
  const arrivals: Arrival[] = [];
  let due = corpus.map((said) => ({ at: said.at, batch: [said] }));
  for (let tries = 0; due.length > 0; tries++) {
    const unanswered: { at: number; said: Said }[] = [];
    const delay = delays[tries];
    for (const { at, batch } of due) {
      const isRequestLost = random.isLikely(requestsLost);
      const isAnswerLost = random.isLikely(isOut(at) ? answersLostInOutage : answersLost);
      if (!isRequestLost) arrivals.push({ at, events: batch.flatMap((said) => write(said, tries)) });
      if (delay === undefined || !(isRequestLost || isAnswerLost)) continue;
      const next = at + answerTimeoutMs + Math.floor(delay * (0.9 + 0.2 * random.next()));
      unanswered.push(...batch.map((said) => ({ at: next, said })));
    }
    due = batched(unanswered, sender.collectsForMs);
  }
  return arrivals.toSorted((a, b) => a.at - b.at);

  function write(said: Said, tries: number): readonly SentEvent[] {
    return tries === 0 ? [firstTime(said, hasToken)] : sender.again(said, hasToken);
  }
}

/** What is left when only those chats are looked at in which something arrives again: the others say nothing of misses. */
export function ofChatsSentAgain(arrivals: readonly Arrival[]): readonly Arrival[] {
  const arrived = new Set<number>();
  const chats = new Set<number>();
  for (const { chat, messages } of arrivals.flatMap(({ events }) => events)) {
    for (const message of messages) {
      if (arrived.has(message)) chats.add(chat);
      arrived.add(message);
    }
  }
  return arrivals
    .map(({ at, events }) => ({ at, events: events.filter(({ chat }) => chats.has(chat)) }))
    .filter(({ events }) => events.length > 0);
}

function outagesOf(random: Random): (at: number) => boolean {
  const times = behaviour.outages.map((ms) => {
    const from = random.between(0, corpusMs - ms);
    return { from, to: from + ms };
  });
  return (at) => times.some(({ from, to }) => from <= at && at < to);
}

/** What is due within the same time, in one batch at its end; one by one when nothing is collected. */
function batched(
  due: readonly { at: number; said: Said }[],
  collectsForMs: number,
): { at: number; batch: Said[] }[] {
  if (collectsForMs === 0) return due.map(({ at, said }) => ({ at, batch: [said] }));
  const batches = new Map<number, Said[]>();
  for (const { at, said } of due.toSorted((a, b) => a.at - b.at)) {
    const end = Math.ceil(at / collectsForMs) * collectsForMs;
    batches.set(end, [...(batches.get(end) ?? []), said]);
  }
  return [...batches].map(([at, batch]) => ({ at, batch }));
}
