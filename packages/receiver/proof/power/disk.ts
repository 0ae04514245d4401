/// <reference types="node" />
import { basename } from "node:path";
import type { Random } from "../random.ts";
import { DiskFile } from "./disk-file.ts";
import type { Step } from "./read-trace.ts";

/** Names a sync: the file's name, or `folder`. */
export type Synced = string;

/**
 * A folder on a disk, built up step by step. What was synced is there whatever happens; what was done to a file or to the
 * names in the folder since then may be there or not, each for itself.
 */
export class Disk {
  readonly #folder: string;
  readonly #isDeaf: (synced: Synced) => boolean;
  /** What the names mean now, and what was last synced of that. */
  readonly #names = new Map<string, DiskFile>();
  readonly #synced = new Map<string, DiskFile>();
  /** By name, what it came to mean since, one after the other; undefined when it was removed. */
  readonly #changes = new Map<string, (DiskFile | undefined)[]>();
  readonly #files = new Map<number, { readonly name: string; readonly file?: DiskFile }>();

  /** @param isDeaf which syncs do nothing, as if nobody had asked for them. Default: none of them. */
  constructor(folder: string, isDeaf: (synced: Synced) => boolean = () => false) {
    this.#folder = folder;
    this.#isDeaf = isDeaf;
  }

  apply(step: Step): void {
    if (step.kind === "open") this.#open(step.file, step.path);
    if (step.kind === "write") this.#fileOf(step.file).write(step.offset, step.data);
    if (step.kind === "truncate") this.#fileOf(step.file).truncate(step.size);
    if (step.kind === "sync") this.#sync(step.file);
    if (step.kind === "unlink") this.#name(basename(step.path), undefined);
  }

  /** What is in the folder as long as nothing happens to the machine. */
  now(): ReadonlyMap<string, Buffer> {
    return new Map([...this.#names].map(([name, file]) => [name, file.now()]));
  }

  /** What may be in the folder after a loss of power. */
  survivor(random: Random): ReadonlyMap<string, Buffer> {
    const names = new Map(this.#synced);
    for (const [name, changes] of this.#changes) {
      const count = random.int(0, changes.length);
      if (count > 0) set(names, name, changes[count - 1]);
    }
    return new Map([...names].map(([name, file]) => [name, file.survivor(random)]));
  }

  #open(number: number, path: string): void {
    if (path === this.#folder) {
      this.#files.set(number, { name: "folder" });
      return;
    }
    const name = basename(path);
    if (!this.#names.has(name)) this.#name(name, new DiskFile());
    const file = this.#names.get(name);
    if (file) this.#files.set(number, { name, file });
  }

  #name(name: string, file: DiskFile | undefined): void {
    set(this.#names, name, file);
    this.#changes.set(name, [...(this.#changes.get(name) ?? []), file]);
  }

  #sync(number: number): void {
    const { name = "", file } = this.#files.get(number) ?? {};
    if (this.#isDeaf(name)) return;
    if (file) {
      file.sync();
      return;
    }
    for (const [changed, changes] of this.#changes) set(this.#synced, changed, changes.at(-1));
    this.#changes.clear();
  }

  #fileOf(number: number): DiskFile {
    const { file } = this.#files.get(number) ?? {};
    if (!file) throw new Error("The trace writes to a file that was not opened.");
    return file;
  }
}

function set(names: Map<string, DiskFile>, name: string, file: DiskFile | undefined): void {
  if (file) names.set(name, file);
  else names.delete(name);
}
