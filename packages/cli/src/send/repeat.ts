/**
 * So many of these, from the first again after the last; all of them once when no count is given. What is repeated is
 * kept in memory, and made once: sending it again costs no reading.
 */
export async function* repeat<T>(items: AsyncIterable<T>, count: number | undefined): AsyncGenerator<T> {
  if (count === undefined) {
    yield* items;
    return;
  }
  const kept: T[] = [];
  for await (const item of items) {
    if (kept.length === count) return;
    kept.push(item);
    yield item;
  }
  for (let n = kept.length; n < count && kept.length > 0; n++) yield kept[n % kept.length] as T;
}
