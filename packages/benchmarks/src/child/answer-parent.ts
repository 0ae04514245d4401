import { VoidError } from "../void-error.ts";
import type { Answer, Question, Questions } from "./child.ts";

/** Answers what `Child.ask` asks, until the parent lets go or dies. */
export function answerParent<Q extends Questions<Q>>(answers: Q): void {
  process.on("message", (question: Question) => {
    void answer(answers, question).then((said) => process.send?.(said));
  });
  process.once("disconnect", () => process.exit());
}

async function answer<Q extends Questions<Q>>(answers: Q, { name, argument }: Question): Promise<Answer> {
  try {
    return { value: await answers[name as keyof Q](argument) };
  } catch (error) {
    if (error instanceof VoidError) return { error: error.message, isVoid: true };
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error), isVoid: false };
  }
}
