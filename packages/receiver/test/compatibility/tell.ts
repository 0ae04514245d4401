/** Tells the process that started this one, and waits until it is written: what is large takes a while. */
export async function tell(value: unknown): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    if (!process.send) throw new Error("This is to be started with a channel to its parent.");
    process.send(value, undefined, undefined, (error) => (error ? reject(error) : resolve()));
  });
}
