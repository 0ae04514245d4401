// Taken now: tests that use fake timers replace it later, and nobody would move the time on for us.
const { setTimeout } = globalThis;

/** Resolves when what is going on has had its turn: an answer that was given is on its way. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
