import type { Child } from "../child/child.ts";
import { withChildren } from "../child/with-children.ts";
import type { Figure } from "../figure.ts";
import { median } from "../median.ts";
import { count } from "../output/count.ts";
import type { Scenario, Settings, Size } from "../scenario.ts";
import { type Store, type StoreName, storeTitles } from "../stores/store.ts";
import { withStore } from "../stores/with-store.ts";
import type { Load } from "./handle-all.ts";
import type { Handling } from "./handling-process.ts";

const sizes: Readonly<Record<Size, { rounds: number; warmUp: number; many: number; hot: number }>> = {
  short: { rounds: 1, warmUp: 50, many: 300, hot: 30 },
  moderate: { rounds: 5, warmUp: 5_000, many: 20_000, hot: 1_000 },
  full: { rounds: 9, warmUp: 5_000, many: 20_000, hot: 2_000 },
};
const manyChats = 1_000;
const senders = 32;

/** In events a second. */
const targets: Readonly<Record<StoreName, { many: number; hot: number }>> = {
  sqlite: { many: 15_000, hot: 200 },
  postgres: { many: 6_000, hot: 200 },
};

export const handled: Scenario = {
  summary: "from accepted to handled with a handler that does nothing, over many chats and in a hot one",
  async run(settings) {
    const size = { ...sizes[settings.size], ...(settings.rounds && { rounds: settings.rounds }) };
    const figures: Figure[] = [];
    for (const name of settings.stores) {
      figures.push(
        ...(await withStore(name, settings.folder, (store) => measure(settings, size, name, store))),
      );
    }
    return {
      scenario: "handled",
      method: [
        `One process accepts deliveries of one event, ${senders} at a time, and handles them at once: all of the receiver but HTTP.`,
        "Timed from the first delivery to the last event settled.",
        `${count(size.many)} events over ${count(manyChats)} chats, then ${count(size.hot)} in one, each time in a new inbox; medians of ${size.rounds} rounds.`,
        `Duplicates: ${settings.duplicates ?? "as by default"}.`,
        "All were handled once and in the order of their chat, and the books hold as many.",
      ].join(" "),
      figures,
    };
  },
};

/** What the rounds of one load gave. */
interface Rounds {
  readonly load: Load;
  readonly perSecond: number[];
  /** CPU time of the process for each event, in microseconds. */
  readonly cpu: number[];
}

function measure(
  settings: Settings,
  size: (typeof sizes)[Size],
  name: StoreName,
  store: Store,
): Promise<Figure[]> {
  const { duplicates } = settings;
  const many: Rounds = {
    load: { events: size.many, chats: manyChats, senders, duplicates },
    perSecond: [],
    cpu: [],
  };
  const hot: Rounds = { load: { events: size.hot, chats: 1, senders, duplicates }, perSecond: [], cpu: [] };
  return withChildren(async (start) => {
    const child = start<Handling>(new URL("handling-process.ts", import.meta.url));
    await handleIn(store, child, { ...many.load, events: size.warmUp });
    for (let round = 1; round <= size.rounds; round++) {
      settings.progress(`${storeTitles[name]}, round ${round} of ${size.rounds}`);
      for (const { load, perSecond, cpu } of [many, hot]) {
        const taken = await handleIn(store, child, load);
        perSecond.push(load.events / (taken.ms / 1_000));
        cpu.push(taken.cpu / load.events);
      }
    }
    return figuresOf(name, many, hot);
  });
}

async function handleIn(store: Store, child: Child<Handling>, load: Load) {
  const place = await store.create();
  const taken = await child.ask("handle", { ...load, place });
  await store.remove(place);
  return taken;
}

function figuresOf(name: StoreName, many: Rounds, hot: Rounds): Figure[] {
  const title = storeTitles[name];
  return [
    {
      name: `${title}, ${count(manyChats)} chats`,
      value: median(many.perSecond),
      unit: "events/s",
      target: { bound: "at least", value: targets[name].many },
    },
    { name: `${title}, CPU time of the process`, value: median(many.cpu), unit: "µs an event" },
    {
      name: `${title}, one hot chat`,
      value: median(hot.perSecond),
      unit: "events/s",
      target: { bound: "at least", value: targets[name].hot },
    },
  ];
}
