import type { Duplicates } from "../../src/duplicates.ts";
import { arrivalsOf, ofChatsSentAgain } from "./arrivals.ts";
import { corpusOf } from "./corpus.ts";
import { judge, type Verdict } from "./judge.ts";
import { senders } from "./senders.ts";

/** The windows that are tried, in milliseconds. */
export const windows: readonly number[] = [60_000, 600_000, 3_600_000, 86_400_000];

/** What came out. */
export interface Measured {
  readonly chats: number;
  /** Of the sender that changes nothing, for each setting, with reply tokens and without. */
  readonly settings: readonly {
    readonly setting: Duplicates;
    readonly bare: Verdict;
    readonly marked: Verdict;
  }[];
  /** Of each sender, with reply tokens: what `flag` makes of it, window by window. */
  readonly senders: readonly { readonly what: string; readonly flagged: readonly Verdict[] }[];
}

const chats = 2_000;
const seed = 3;

/** Sends the corpus in every way. The same figures each time, on every machine. */
export async function simulate(): Promise<Measured> {
  const corpus = corpusOf(chats, seed);
  const flags = windows.map((windowMs): Duplicates => ({ mode: "flag", windowMs }));
  const drops = windows.map((windowMs): Duplicates => ({ mode: "drop", windowMs }));
  const settings: readonly Duplicates[] = [{ mode: "off" }, ...flags, ...drops];
  const bare = await judge(arrivalsOf(corpus, senders.same, false), settings);
  const marked = await judge(arrivalsOf(corpus, senders.same, true), settings);
  const rows: Measured["senders"][number][] = [
    { what: senders.same.what, flagged: marked.slice(1, 1 + flags.length) },
  ];
  for (const sender of [senders.regrouped, senders.rewritten, senders.split, senders.renamed]) {
    const arrivals = ofChatsSentAgain(arrivalsOf(corpus, sender, true));
    rows.push({ what: sender.what, flagged: await judge(arrivals, flags) });
  }
  return {
    chats,
    settings: settings.map((setting, n) => ({ setting, bare: at(bare, n), marked: at(marked, n) })),
    senders: rows,
  };
}

function at(verdicts: readonly Verdict[], index: number): Verdict {
  const verdict = verdicts[index];
  if (verdict === undefined) throw new Error("A setting was not judged.");
  return verdict;
}
