/** The stores that an inbox can have. */
export const storeNames = ["sqlite", "postgres"] as const;
export type StoreName = (typeof storeNames)[number];

/** As they call themselves. */
export const storeTitles: Readonly<Record<StoreName, string>> = { sqlite: "SQLite", postgres: "PostgreSQL" };

/** Where one inbox is: a file or a connection string. It can be handed to another process, which opens it. */
export interface Place {
  readonly store: StoreName;
  readonly at: string;
}

/** A store that runs, and is removed with all that is in it. */
export interface Store {
  /** A place for an inbox that holds nothing yet. */
  create(): Promise<Place>;
  /** Removes one that nobody has open. */
  remove(place: Place): Promise<void>;
  /** Removes everything. */
  stop(): Promise<void>;
}
