import type { Result } from "./figure.ts";
import type { StoreName } from "./stores/store.ts";

/** How much is measured: `short` shows that it runs, `moderate` takes minutes, `full` is what the targets speak of. */
export type Size = "short" | "moderate" | "full";

/** What a run was asked for. */
export interface Settings {
  readonly size: Size;
  /** How many rounds; undefined for what the size says. */
  readonly rounds: number | undefined;
  /** Which stores are measured. */
  readonly stores: readonly StoreName[];
  /** Where the stores keep their files. */
  readonly folder: string;
  /** How the receiver deals with duplicates; undefined for its default. */
  readonly duplicates: "off" | "flag" | undefined;
  /** Whether a server and what loads it are held on a core each. */
  readonly pin: boolean;
  /** Told what is being done. */
  readonly progress: (what: string) => void;
}

/** Something that is measured. */
export interface Scenario {
  /** In a few words, for the help. */
  readonly summary: string;
  /** @throws VoidError when what was measured is not what it is to be. */
  run(settings: Settings): Promise<Result>;
}
