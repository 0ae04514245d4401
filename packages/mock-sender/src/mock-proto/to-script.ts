import { scriptOfTranscript } from "./replay.ts";
import { type Answer, type Rule, scriptOfRules } from "./rules.ts";
import type { HumanScript } from "./script.ts";
import type { TranscriptEntry } from "./transcript.ts";

/** The script that what `proto.onHuman` takes stands for: a rule is a list, an entry of a transcript is none. */
export function toScript(
  given: HumanScript | readonly Rule[] | readonly TranscriptEntry[],
  otherwise?: Answer,
): HumanScript {
  if (typeof given === "function") return given;
  return isRules(given) ? scriptOfRules(given, otherwise) : scriptOfTranscript(given);
}

function isRules(given: readonly Rule[] | readonly TranscriptEntry[]): given is readonly Rule[] {
  return given.length === 0 || Array.isArray(given[0]);
}
