// Why an attempt is broken off: what its signal's `reason` is, and what a log names.

/** The attempt took too long: it has failed. Named as what `AbortSignal.timeout` gives. */
export function attemptTimedOut(ms: number): Error {
  return named("TimeoutError", `The attempt took longer than attemptTimeoutMs, ${ms} ms.`);
}

/** Somebody else may have the event by now. */
export function leaseLost(): Error {
  return named(
    "LeaseLostError",
    "The lease of the event ran out before it was extended: the process was paused or the inbox out of reach. " +
      "The event is handed out again.",
  );
}

/** The grace time of `close` is over. */
export function receiverCloses(): Error {
  return named("AbortError", "The receiver is closing.");
}

/** Why an event is dead that was handed out once more than it may be. `vanished` attempts before that came to no end. */
export function noAttemptLeft(vanished: number, attempts: number): Error {
  if (vanished === 0) {
    const why = `There are ${attempts} attempts at most, and it had more before that was set.`;
    return named("AttemptsSpentError", why);
  }
  return named(
    "AttemptsLostError",
    `No attempt is left, and the last ${vanished} of them came to no end: their process died, or paused.`,
  );
}

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}
