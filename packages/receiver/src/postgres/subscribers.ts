/// <reference types="node" />
import { Listener } from "./listener.ts";
import type { Settings } from "./settings.ts";

// Bound at load time, so that the fake timers of a test do not stop an inbox.
const { setTimeout, clearTimeout } = globalThis;

/**
 * How often an inbox with subscribers looks for itself, in milliseconds: often when it hears nothing of others; otherwise
 * in case that something was not said, as a process died before. Well below 5 s, as the clock of the inbox goes on by no
 * more than that from one look to the next.
 */
const deafLookMs = 500;
const lookMs = 2_000;

/**
 * Those who want to know when there may be something to claim. Only while there are any, a connection listens, and keeps
 * the process alive: a process that handles waits for what others accept.
 */
export class Subscribers {
  readonly #settings: Settings;
  readonly #name: string;
  readonly #look: () => Promise<boolean>;
  readonly #wakes = new Set<{ wake: () => void }>();
  #listener: Listener | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param name what this process calls itself when it tells others.
   * @param look whether there may be something to claim.
   */
  constructor(settings: Settings, name: string, look: () => Promise<boolean>) {
    this.#settings = settings;
    this.#name = name;
    this.#look = look;
  }

  add(wake: () => void): () => void {
    const subscriber = { wake };
    this.#wakes.add(subscriber);
    if (this.#listener === undefined) {
      this.#listener = new Listener(this.#settings, this.#name, () => this.wakeAll());
      this.#lookLater();
    }
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
    clearTimeout(this.#timer);
    this.#listener?.stop();
    this.#listener = undefined;
  }

  #lookLater(): void {
    const listener = this.#listener;
    this.#timer = setTimeout(
      async () => {
        // When it fails, the next claim fails for the same reason and is heard.
        const isWaking = await this.#look().catch(() => false);
        if (listener === undefined || listener !== this.#listener) return;
        if (isWaking) this.wakeAll();
        this.#lookLater();
      },
      listener?.isListening ? lookMs : deafLookMs,
    );
  }
}
