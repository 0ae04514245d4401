import type { InboxStats, NewEvent, Receipt, StoredEvent } from "../../src/inbox.ts";
import type { Rule, Violation } from "../violation.ts";
import { deliveryOf, type Place } from "./delivery-of.ts";
import type { Told } from "./told.ts";

/** What an inbox holds. */
export interface Found {
  readonly stats: InboxStats;
  readonly events: readonly StoredEvent[];
}

/** Compares what was found after a loss of power with what was told before it. */
export function judgeSurvivor(found: Found, told: Told): Violation[] {
  const violations: Violation[] = [];
  const report = (rule: Rule, what: string) => violations.push({ rule, what });
  judgeKept(found, told, report);
  judgeWhole(found, told, report);
  judgeSequences(found, told, report);
  judgeBooks(found, report);
  return violations;
}

type Report = (rule: Rule, what: string) => void;

/** All that was acknowledged is there, with its id, and with the receipt that a handler saw. */
function judgeKept({ events }: Found, { committed, receipts, letGo, settled }: Told, report: Report): void {
  const byId = new Map(events.map((event) => [event.receipt.id, event]));
  for (const [delivery, ids] of committed) {
    for (const [index, id] of ids.entries()) {
      const event = byId.get(id);
      if (!event && !letGo.has(id)) report("lost", id);
      if (event && !isIt(event, delivery, index, receipts.get(id))) report("changed", id);
    }
  }
  for (const [id, state] of settled) {
    if (byId.get(id)?.state !== state) report("lost", `the end of ${id}, ${state ?? "let go"}`);
  }
}

/** Each event is as it was sent, and there once. Of a delivery that was not acknowledged all are there or none. */
function judgeWhole({ events }: Found, { committed }: Told, report: Report): void {
  const indexes = new Map<number, Set<number>>();
  for (const event of events) {
    const { delivery, index } = placeOf(event);
    if (!isAsSent(event, deliveryOf(delivery)[index])) report("changed", event.receipt.id);
    const others = indexes.get(delivery) ?? new Set();
    if (others.has(index)) report("stored twice", `${delivery}.${index}`);
    indexes.set(delivery, others.add(index));
  }
  for (const [delivery, { size }] of indexes) {
    // Of one that was acknowledged some may have been handled.
    if (committed.has(delivery) || size === deliveryOf(delivery).length) continue;
    report("half a delivery", `${size} events of ${delivery}`);
  }
}

/** The sequences of a chat are 1, 2, 3 …, in commit order, if those that may be gone are thought of. */
function judgeSequences({ events }: Found, { letGo }: Told, report: Report): void {
  const sequences = new Map<string, Map<number, number>>();
  const all = [...events, ...letGo.values()];
  for (const { chat = "", receipt } of all) {
    const ofChat = sequences.get(chat) ?? new Map<number, number>();
    sequences.set(chat, ofChat.set(Number.parseInt(receipt.id, 10), receipt.sequence));
  }
  for (const [chat, ofChat] of sequences) {
    const inOrder = [...ofChat].sort(([a], [b]) => a - b).map(([, sequence]) => sequence);
    if (inOrder.some((sequence, i) => sequence !== i + 1)) report("gap", `${chat}: ${inOrder.join(", ")}`);
  }
}

function judgeBooks({ stats, events }: Found, report: Report): void {
  const { accepted, pending, done, dead, quarantined, kept } = stats;
  const listed = { pending: 0, done: 0, dead: 0, quarantined: 0 };
  for (const { state } of events) listed[state]++;
  const balance = accepted === pending + done + dead + quarantined;
  const isListed = JSON.stringify({ pending, ...kept }) === JSON.stringify(listed);
  if (!balance || !isListed) report("books", JSON.stringify({ stats, listed }));
}

function placeOf({ json }: StoredEvent): Place {
  return JSON.parse(json) as Place;
}

function isIt(event: StoredEvent, delivery: number, index: number, receipt: Receipt | undefined): boolean {
  const place = placeOf(event);
  const isInPlace = place.delivery === delivery && place.index === index;
  return isInPlace && (!receipt || JSON.stringify(event.receipt) === JSON.stringify(receipt));
}

function isAsSent({ kind, chat, json, issues }: StoredEvent, sent: NewEvent | undefined): boolean {
  const isSame = kind === sent?.kind && chat === sent.chat && json === sent.json;
  return isSame && JSON.stringify(issues) === JSON.stringify(sent.issues);
}
