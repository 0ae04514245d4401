/** Whatever is wrong with the user's SDK must not take a delivery or an event with it. */
export function quietly(task: () => void): void {
  try {
    task();
  } catch {
    // There is nobody to tell whom the SDK itself could not tell.
  }
}
