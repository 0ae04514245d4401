import type { Child } from "../child/child.ts";
import { twoCores } from "../child/two-cores.ts";
import { withChildren } from "../child/with-children.ts";
import { deliveryBytes } from "../delivery.ts";
import type { Figure, Result } from "../figure.ts";
import { median, medianRatio } from "../median.ts";
import { count } from "../output/count.ts";
import type { Scenario, Settings, Size } from "../scenario.ts";
import type { Place } from "../stores/store.ts";
import { withStore } from "../stores/with-store.ts";
import { mustHold } from "../void-error.ts";
import type { Loading } from "./loading-process.ts";
import type { Serving } from "./serving-process.ts";
import { timeSyncs } from "./time-syncs.ts";

const sizes: Readonly<Record<Size, { rounds: number; roundMs: number; warmUpMs: number }>> = {
  short: { rounds: 2, roundMs: 100, warmUpMs: 100 },
  moderate: { rounds: 7, roundMs: 2_000, warmUpMs: 2_000 },
  full: { rounds: 15, roundMs: 2_000, warmUpMs: 3_000 },
};
const connections = 32;
const chats = 1_000;

export const durable: Scenario = {
  summary: "answers that are durable in SQLite, against the same server without an inbox",
  run: (settings) =>
    withStore("sqlite", settings.folder, async (store) => measure(settings, await store.create())),
};

/** One of the two servers, and what its rounds gave. */
interface Side {
  readonly server: Child<Serving>;
  readonly port: number;
  /** Of the warm-up too. */
  answered: number;
  readonly perSecond: number[];
  /** CPU time of the server for each request, in microseconds. */
  readonly cpu: number[];
  /** How much of a core the sender took, in percent. */
  readonly sender: number[];
}

async function measure(settings: Settings, place: Place): Promise<Result> {
  const { roundMs, warmUpMs, ...size } = sizes[settings.size];
  const rounds = settings.rounds ?? size.rounds;
  // Only one server has work at a time, so both can have the same core.
  const cores = settings.pin ? twoCores() : undefined;
  const syncs: number[] = [];
  const [inbox, none] = await withChildren(async (start) => {
    const load = start<Loading>(new URL("loading-process.ts", import.meta.url), cores?.[1]);
    const serve = async (where: Place | null, duplicates: Settings["duplicates"]): Promise<Side> => {
      const server = start<Serving>(new URL("serving-process.ts", import.meta.url), cores?.[0]);
      const port = await server.ask("listen", { place: where, ...(duplicates && { duplicates }) });
      return { server, port, answered: 0, perSecond: [], cpu: [], sender: [] };
    };
    // Looking for duplicates is a part of what an inbox costs: without one there is nothing to compare with.
    const sides = [await serve(place, settings.duplicates), await serve(null, "off")] as const;
    for (const side of sides) await send(load, side, warmUpMs);
    for (let round = 1; round <= rounds; round++) {
      settings.progress(`round ${round} of ${rounds}`);
      for (const side of sides) await measureRound(load, side, roundMs);
      syncs.push(...timeSyncs(settings.folder));
    }
    for (const side of sides) await checkBooks(side);
    return sides;
  });
  const placed = cores ? "the server and the sender held on a core each" : "placed by the system";
  const looked = settings.duplicates ?? "as the receiver does by default";
  return {
    scenario: "durable",
    method: [
      `Deliveries of ${deliveryBytes} bytes, one event each, for ${count(chats)} chats over ${connections} connections, ${placed}; duplicates with SQLite: ${looked}, without an inbox: off.`,
      `${rounds} rounds of ${roundMs / 1_000} s for each side in turn; medians, and for a ratio the median of the rounds' ratios.`,
      `Every answer was 200, and the books of both sides hold what was answered: ${count(inbox.answered)} events in SQLite.`,
    ].join(" "),
    figures: [...figuresOf(inbox, none), { name: "one sync of the disk", value: median(syncs), unit: "ms" }],
  };
}

/** @returns how many requests were answered, in which time, and what they cost. */
async function send(load: Child<Loading>, side: Side, ms: number) {
  await load.ask("open", { port: side.port, connections });
  const before = await side.server.ask("cpu");
  const sent = await load.ask("send", { ms, chats });
  const server = (await side.server.ask("cpu")) - before;
  side.answered += sent.answered;
  return { ...sent, server };
}

async function measureRound(load: Child<Loading>, side: Side, roundMs: number): Promise<void> {
  const { answered, ms, cpu, server } = await send(load, side, roundMs);
  side.perSecond.push(answered / (ms / 1_000));
  side.cpu.push(server / answered);
  side.sender.push(cpu / (ms * 10));
}

/** What was answered is there. Nothing else is: an event that was stored without an answer would be measured too. */
async function checkBooks({ server, answered }: Side): Promise<void> {
  const { accepted, pending, done } = await server.ask("close");
  mustHold(accepted === answered, `${answered} deliveries were answered and ${accepted} events accepted`);
  mustHold(pending + done === answered, `only ${pending + done} of ${answered} events are pending or done`);
}

function figuresOf(inbox: Side, none: Side): Figure[] {
  return [
    { name: "answers with SQLite", value: median(inbox.perSecond), unit: "/s" },
    { name: "answers without an inbox", value: median(none.perSecond), unit: "/s" },
    {
      name: "answers, SQLite ÷ none",
      value: medianRatio(inbox.perSecond, none.perSecond),
      unit: "",
      target: { bound: "at least", value: 0.75 },
    },
    { name: "CPU time of the server with SQLite", value: median(inbox.cpu), unit: "µs a request" },
    { name: "CPU time of the server without an inbox", value: median(none.cpu), unit: "µs a request" },
    {
      name: "CPU time, SQLite ÷ none",
      value: medianRatio(inbox.cpu, none.cpu),
      unit: "",
      target: { bound: "at most", value: 1.35 },
    },
    { name: "CPU of the sender to SQLite", value: median(inbox.sender), unit: "% of a core" },
    { name: "CPU of the sender to none", value: median(none.sender), unit: "% of a core" },
  ];
}
