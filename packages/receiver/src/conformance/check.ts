/** Throws unless it is so. The suite has no assertions of a test runner, so that it runs under any. */
export function check(isSo: boolean, what: string): asserts isSo {
  if (!isSo) throw new Error(`The inbox does not conform: ${what}`);
}

/** Throws unless both are the same as JSON. */
export function checkEqual(found: unknown, expected: unknown, what: string): void {
  const [f, e] = [JSON.stringify(found), JSON.stringify(expected)];
  check(f === e, `${what}: expected ${e}, found ${f}`);
}

export async function checkRejects(promise: Promise<unknown>, what: string): Promise<void> {
  const hasRejected = await promise.then(
    () => false,
    () => true,
  );
  check(hasRejected, `${what} did not reject`);
}
