/** What the command's exit codes mean, the same for every command. */
export const exitCode = {
  ok: 0,
  /** It ran, and the answer is no: an invalid delivery, an answer other than 200, an event that is not there. */
  no: 1,
  /** It could not do what was asked: wrong usage, a file that cannot be read, nobody there. */
  failed: 2,
  /** It was asked to stop midway, as by Ctrl-C: what a shell calls a program that SIGINT ended. */
  stopped: 130,
  /** Who read our output went away, as in `| head`: what a shell calls a program that a closed pipe ended. */
  pipeClosed: 141,
} as const;
