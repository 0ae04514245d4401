// Bound at load time, so that the fake timers of a test do not stop an inbox.
const { setInterval, clearInterval } = globalThis;

/**
 * How often an inbox looks whether another process changed the file, in milliseconds: the most that an event waits for a
 * worker in another process. A look costs a few microseconds.
 */
const intervalMs = 100;

/** Those who want to know when there may be something to claim. */
export class Subscribers {
  readonly #wakes = new Set<{ wake: () => void }>();
  readonly #readVersion: () => unknown;
  #timer: ReturnType<typeof setInterval> | undefined;
  #version: unknown;

  /** @param readVersion changes when another process changed the file. */
  constructor(readVersion: () => unknown) {
    this.#readVersion = readVersion;
  }

  add(wake: () => void): () => void {
    const subscriber = { wake };
    this.#wakes.add(subscriber);
    // It keeps the process alive: one that only handles waits for what others accept.
    this.#timer ??= setInterval(() => this.#look(), intervalMs);
    return () => {
      this.#wakes.delete(subscriber);
      if (this.#wakes.size === 0) this.#stop();
    };
  }

  wakeAll(): void {
    for (const { wake } of this.#wakes) wake();
  }

  clear(): void {
    this.#wakes.clear();
    this.#stop();
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #look(): void {
    let version: unknown;
    try {
      version = this.#readVersion();
    } catch {
      // The next claim fails for the same reason and is heard.
    }
    if (version === this.#version) return;
    this.#version = version;
    this.wakeAll();
  }
}
