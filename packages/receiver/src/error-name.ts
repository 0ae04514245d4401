/** What may be told of anything thrown: its name, never its message, which may quote what it is about. Never throws. */
export function errorName(error: unknown): string {
  try {
    if (!(error instanceof Error)) return `a thrown ${error === null ? "null" : typeof error}`;
    return /^\w{1,64}$/.test(error.name) ? error.name : "Error";
  } catch {
    // An error may be a proxy or have getters that throw.
    return "an error that cannot be read";
  }
}
