/**
 * That a port is taken, and what to do.
 *
 * @param next a port that is free, if one is near.
 * @param command what is typed before the port.
 */
export function takenMessage(port: number, host: string, next: number | undefined, command: string): string {
  const taken = `port ${port} of ${host} is taken by another program`;
  if (next === undefined) return `${taken}; choose another one with --port`;
  return `${taken}. The next free one is ${next}:\n  ${command} --port ${next}`;
}
