/** What a receiver owes its sender: what it means to break the rule, and what to do about it. */
export interface RuleText {
  readonly broken: string;
  readonly advice: string;
}

/** A rule, by its name. */
export type Rule =
  | "no_answer"
  | "blamed_sender"
  | "not_200"
  | "unknown_refused"
  | "null_refused"
  | "repeat_refused"
  | "answer_depends_on_handler"
  | "lost"
  | "retry_unsafe"
  | "out_of_order"
  | "altered";

/** The rules, in the order in which they are best mended. */
export const rules: Readonly<Record<Rule, RuleText>> = {
  no_answer: {
    broken: "a delivery got no answer",
    advice: "Answer every delivery as soon as it is stored, on each way through the code.",
  },
  blamed_sender: {
    broken: "a good delivery was answered with 4xx",
    advice:
      "4xx says that the sender did wrong, and it will not send again. When it is your own fault, answer 503.",
  },
  not_200: {
    broken: "a good delivery was not answered with 200, however often it was sent",
    advice: "Store it, whatever you think of its events, and answer 200.",
  },
  unknown_refused: {
    broken: "a delivery with a field or type that the spec does not list was not answered with 200",
    advice: "Proto adds fields, events and messages without asking. Keep them, pass them by, and answer 200.",
  },
  null_refused: {
    broken: "a delivery whose optional properties are null was not answered with 200",
    advice: "What is optional may be absent or null. Read both as: not there.",
  },
  repeat_refused: {
    broken: "a delivery that was sent before was not answered with 200",
    advice:
      "The sender cannot know that you have it: the answer may have been lost. Answer 200, whether you keep it or not.",
  },
  answer_depends_on_handler: {
    broken: "the answer waited for a handler, or told that one failed",
    advice:
      "Store the events, answer, and call handlers afterwards. What a handler does is not the sender's business.",
  },
  lost: {
    broken: "an event was answered with 200 and never reached a handler",
    advice: "Answer 200 only when the events are stored, all of them.",
  },
  retry_unsafe: {
    broken: "an event was sent again after it had failed, was answered with 200, and never reached a handler",
    advice:
      "Remember that you have a delivery in the same commit that stores its events; if you do so before, what fails in between is lost.",
  },
  out_of_order: {
    broken: "an event was handled before an earlier one of its chat had been",
    advice: "Handle the events of a chat one at a time, in the order in which they were stored.",
  },
  altered: {
    broken: "an event reached the handler with other content than it was sent with",
    advice: "Hand events on as they came.",
  },
};

/** Breaking one of these may show as breaking another of the same group when more faults come together. */
export function groupOf(rule: Rule): "answers" | "events" | "order" | "content" {
  if (rule === "lost" || rule === "retry_unsafe") return "events";
  if (rule === "out_of_order") return "order";
  return rule === "altered" ? "content" : "answers";
}
