import { answerParent } from "../child/answer-parent.ts";
import { cpuMicros } from "../child/cpu-micros.ts";
import { mustHold } from "../void-error.ts";
import { type ContenderName, type Judge, titles } from "./contender.ts";
import { readCorpus } from "./corpus.ts";
import { loadJudge } from "./load-judge.ts";
import { type Payload, type PayloadName, payloads } from "./payloads.ts";
import { wrongVerdicts } from "./wrong-verdicts.ts";

/** A process that judges deliveries as one contender does. */
export interface Judging {
  /** Holds the contender against all of the spec's tables. @returns how many deliveries those hold. */
  check(contender: ContenderName): Promise<number>;
  /** Judges one payload for so long. @returns the CPU time of one judgement, in microseconds. */
  time(work: {
    readonly contender: ContenderName;
    readonly payload: PayloadName;
    readonly ms: number;
  }): Promise<number>;
}

/** More than one object, so that none stays in a register; few enough to stay near the processor. */
const copies = 16;

answerParent<Judging>({
  async check(contender) {
    if (contender === "json-parse") return 0;
    const judge = await loadJudge(contender);
    const mode = contender === "strict" ? "strict" : "tolerant";
    const corpus = readCorpus();
    const wrong = wrongVerdicts(judge, mode, corpus);
    mustHold(wrong.length === 0, `${titles[contender]} ${wrong.join(", ")}`);
    return corpus.length;
  },
  async time({ contender, payload, ms }) {
    const { delivery, valid }: Payload = payloads[payload];
    const texts = Array.from({ length: copies }, () => JSON.stringify(delivery));
    if (contender === "json-parse") return timeOf(texts, isJson, ms, true);
    const parsed = texts.map((text): unknown => JSON.parse(text));
    return timeOf(parsed, await loadJudge(contender), ms, valid);
  },
});

function isJson(text: unknown): boolean {
  return JSON.parse(text as string) !== undefined;
}

function timeOf(inputs: readonly unknown[], judge: Judge, ms: number, verdict: boolean): number {
  let judged = 0;
  let accepted = 0;
  const end = performance.now() + ms;
  const began = cpuMicros();
  do {
    for (const input of inputs) if (judge(input)) accepted++;
    judged += inputs.length;
  } while (performance.now() < end);
  const micros = (cpuMicros() - began) / judged;
  mustHold(accepted === (verdict ? judged : 0), "a verdict changed while it was timed");
  return micros;
}
