/** What `startReceiver` gives: a receiver as small as one can be. Yours stores events where a crash does not reach them. */
export interface TinyReceiver {
  fetch(request: Request): Promise<Response>;
  idle(): Promise<void>;
  close(): Promise<void>;
}

export async function startReceiver(options: {
  onEvent: (event: unknown) => Promise<void>;
}): Promise<TinyReceiver> {
  let last = Promise.resolve();
  return {
    async fetch(request) {
      const body = await request.json().catch(() => undefined);
      if (!body) return new Response(null, { status: 400 });
      // Answers first; the handler comes afterwards, one event at a time.
      for (const event of body.events) last = last.then(() => options.onEvent(event)).catch(() => {});
      return new Response();
    },
    idle: () => last,
    close: async () => {},
  };
}
