import { withChildren } from "../child/with-children.ts";
import type { Figure } from "../figure.ts";
import { median, medianRatio } from "../median.ts";
import { count } from "../output/count.ts";
import type { Scenario, Settings, Size } from "../scenario.ts";
import { type Store, storeTitles } from "../stores/store.ts";
import { withStore } from "../stores/with-store.ts";
import type { Claiming } from "./claiming-process.ts";
import type { Filling } from "./filling-process.ts";

interface BacklogSize {
  readonly rounds: number;
  /** How often a round claims and settles in each inbox. */
  readonly claims: number;
  readonly small: number;
  readonly large: number;
  /** Over how many chats the large backlog lies, each measured with a backlog of its own. */
  readonly chats: readonly number[];
}

const sizes: Readonly<Record<Size, BacklogSize>> = {
  short: { rounds: 2, claims: 2, small: 100, large: 1_000, chats: [50, 500] },
  moderate: { rounds: 9, claims: 20, small: 1_000, large: 100_000, chats: [1_000, 100_000] },
  full: { rounds: 15, claims: 20, small: 1_000, large: 1_000_000, chats: [1_000, 100_000] },
};

export const backlog: Scenario = {
  summary: "claims with little and with much pending, the memory they take, and how fast the books come",
  async run(settings) {
    const size = { ...sizes[settings.size], ...(settings.rounds && { rounds: settings.rounds }) };
    const figures: Figure[] = [];
    for (const name of settings.stores) {
      await withStore(name, settings.folder, async (store) => {
        for (const chats of size.chats) {
          const title = `${storeTitles[name]}, ${count(chats)} chats`;
          figures.push(...(await measureOn(store, title, chats, size, settings)));
        }
      });
    }
    return { scenario: "backlog", method: methodOf(size), figures };
  },
};

/** What the rounds gave, in milliseconds; the memory in bytes. */
interface Measured {
  readonly small: number[];
  readonly large: number[];
  readonly stats: number[];
  readonly backlog: number[];
  memory: number;
}

async function measureOn(
  store: Store,
  title: string,
  chats: number,
  size: BacklogSize,
  { progress }: Settings,
): Promise<Figure[]> {
  const places = { small: await store.create(), large: await store.create() };
  await withChildren(async (start) => {
    progress(`${title}: storing ${count(size.large)} events`);
    const filling = start<Filling>(new URL("filling-process.ts", import.meta.url));
    await filling.ask("fill", {
      place: places.small,
      events: size.small,
      chats: Math.min(chats, size.small),
    });
    await filling.ask("fill", { place: places.large, events: size.large, chats });
  });
  const measured: Measured = { small: [], large: [], stats: [], backlog: [], memory: 0 };
  await withChildren(async (start) => {
    const claiming = start<Claiming>(new URL("claiming-process.ts", import.meta.url));
    await claiming.ask("open", places);
    await claiming.ask("claim", 1);
    for (let round = 1; round <= size.rounds; round++) {
      progress(`${title}: round ${round} of ${size.rounds}`);
      const { small, large } = await claiming.ask("claim", size.claims);
      const { stats, backlog } = await claiming.ask("look");
      measured.small.push(small);
      measured.large.push(large);
      measured.stats.push(stats);
      measured.backlog.push(backlog);
    }
    measured.memory = await claiming.ask("memory");
    await claiming.ask("close");
  });
  await store.remove(places.small);
  await store.remove(places.large);
  return figuresOf(title, size, measured);
}

function methodOf({ small, large, rounds, claims }: BacklogSize): string {
  return [
    `One process claims and settles 20 events, now in an inbox with ${count(small)} pending, now in one with ${count(large)};`,
    `${rounds} rounds of ${claims} of each, medians, and for the ratio the median of the rounds' ratios. As many as were settled are then stored again.`,
    "The memory is the most that this process had resident; another one stored the backlog. `stats` and `backlog` are the slowest of their calls, one a round.",
  ].join(" ");
}

function figuresOf(title: string, { small, large }: BacklogSize, measured: Measured): Figure[] {
  const atMost = (value: number) => ({ target: { bound: "at most" as const, value } });
  return [
    {
      name: `${title}: claim and settle, ${count(small)} pending`,
      value: median(measured.small),
      unit: "ms",
    },
    {
      name: `${title}: claim and settle, ${count(large)} pending`,
      value: median(measured.large),
      unit: "ms",
    },
    {
      name: `${title}: much ÷ little pending`,
      value: medianRatio(measured.large, measured.small),
      unit: "",
      ...atMost(1.5),
    },
    { name: `${title}: memory`, value: measured.memory / 1e6, unit: "MB", ...atMost(300) },
    { name: `${title}: stats`, value: Math.max(...measured.stats), unit: "ms", ...atMost(1_000) },
    { name: `${title}: backlog`, value: Math.max(...measured.backlog), unit: "ms", ...atMost(1_000) },
  ];
}
