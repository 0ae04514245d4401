/** An empty store of its own, and how to reach it from another process. */
export interface ProofStore {
  /** The row's name. */
  readonly name: string;
  readonly url: string;
  /** What only the store itself can say of its state when nobody has it open; empty when all is well. */
  check(): Promise<readonly string[]>;
  remove(): Promise<void>;
}

/** A kind of store: what is proved is proved of each. */
export interface StoreRow {
  readonly name: string;
  create(): Promise<ProofStore>;
}
