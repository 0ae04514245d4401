/** The CPU time of this process so far, of all its threads and in the system too, in microseconds. */
export function cpuMicros(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}
