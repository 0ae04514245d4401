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
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
