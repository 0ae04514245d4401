/** The files that an entry of `exports` leads to, under whichever condition. */
export function entryTargets(entry: unknown): string[] {
  if (typeof entry === "string") return [entry];
  return typeof entry === "object" && entry !== null ? Object.values(entry).flatMap(entryTargets) : [];
}

/** Whether an entry is a module that runs; others are data. */
export function isModule(entry: unknown): boolean {
  return entryTargets(entry).some((path) => path.endsWith(".js"));
}
