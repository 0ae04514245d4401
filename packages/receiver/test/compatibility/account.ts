/** What a sender process did. */
export interface Sent {
  /** How many deliveries were answered with each status. */
  answers: Record<string, number>;
  /** Each event that was sent, as JSON. */
  events: string[];
}

/** What a receiver process took. */
export interface Taken {
  stats: { accepted: number; done: number; dead: number; quarantined: number; pending: number };
  /** Each event that a handler was given, as JSON. */
  events: string[];
  /** The types that its spec lists. */
  listed: { events: readonly string[]; messages: readonly string[] };
  /** Types that came as unrecognized, each once, sorted. */
  unrecognizedEvents: string[];
  unrecognizedMessages: string[];
}
