/// <reference types="node" />
import type { Random } from "../random.ts";

/** A disk writes so many bytes whole or not at all; SQLite and file systems rely on that. */
const sectorSize = 512;

interface Change {
  readonly offset: number;
  readonly data: Buffer;
  /** Of the file, afterwards. */
  readonly size: number;
}

/** What of the changes has reached the disk: none, all, or some of those of each sector. */
type Luck = "none" | "all" | "some";

/** A file on a disk that keeps what was synced, and of later changes what it likes. */
export class DiskFile {
  /** What was synced; it may have room for more. */
  #bytes: Buffer = Buffer.alloc(0);
  #synced = 0;
  /** In the order in which they were made. */
  #changes: Change[] = [];

  get #size(): number {
    return this.#changes.at(-1)?.size ?? this.#synced;
  }

  write(offset: number, data: Buffer): void {
    this.#changes.push({ offset, data, size: Math.max(this.#size, offset + data.length) });
  }

  truncate(size: number): void {
    // What is cut off is zero when the file grows again.
    this.#changes.push({ offset: size, data: Buffer.alloc(Math.max(0, this.#size - size)), size });
  }

  sync(): void {
    const size = this.#size;
    const most = Math.max(size, ...this.#changes.map((change) => change.size));
    if (most > this.#bytes.length) this.#bytes = padded(this.#bytes, 2 * most);
    for (const { offset, data } of this.#changes) data.copy(this.#bytes, offset);
    [this.#synced, this.#changes] = [size, []];
  }

  /** What the file is as long as nothing happens to the machine. */
  now(): Buffer {
    return this.#with((changes) => changes, this.#size);
  }

  /** What the file may be after a loss of power: each sector is one of what it was since the last sync, and so is the size. */
  survivor(random: Random): Buffer {
    const luck: Luck = random.pick(["none", "all", "some", "some"]);
    const draw = (most: number) => (luck === "none" ? 0 : luck === "all" ? most : random.int(0, most));
    const sizes = [this.#synced, ...this.#changes.map(({ size }) => size)];
    // What nobody has written yet, where the file has grown, is what lay there before.
    const rest = random.chance(0.5) ? 0 : random.int(128, 255);
    return this.#with(draw, sizes[draw(sizes.length - 1)] ?? 0, rest);
  }

  /** @param draw how many of the changes of a sector are there, given how many there were. */
  #with(draw: (changes: number) => number, size: number, rest: number = 0): Buffer {
    const most = Math.max(this.#synced, ...this.#changes.map((change) => change.size));
    const image = padded(this.#bytes.subarray(0, this.#synced), most);
    const pieces = this.#changes.flatMap(({ offset, data }) => toPieces(offset, data));
    const left = new Map<number, number>();
    for (const { sector } of pieces) left.set(sector, (left.get(sector) ?? 0) + 1);
    for (const [sector, changes] of left) left.set(sector, draw(changes));
    const untouched = new Set<number>();
    for (let at = Math.ceil(this.#synced / sectorSize); at * sectorSize < most; at++) untouched.add(at);
    for (const { sector, offset, data } of pieces) {
      const count = left.get(sector) ?? 0;
      if (count === 0) continue;
      left.set(sector, count - 1);
      untouched.delete(sector);
      data.copy(image, offset);
    }
    for (const sector of untouched) image.subarray(sector * sectorSize, (sector + 1) * sectorSize).fill(rest);
    return image.subarray(0, size);
  }
}

function padded(bytes: Buffer, size: number): Buffer {
  const longer = Buffer.alloc(Math.max(size, bytes.length));
  bytes.copy(longer);
  return longer;
}

/** Cuts what is written at the borders of the sectors. */
function toPieces(offset: number, data: Buffer): { sector: number; offset: number; data: Buffer }[] {
  const pieces = [];
  for (let at = 0; at < data.length; ) {
    const sector = Math.floor((offset + at) / sectorSize);
    const end = Math.min(data.length, (sector + 1) * sectorSize - offset);
    pieces.push({ sector, offset: offset + at, data: data.subarray(at, end) });
    at = end;
  }
  return pieces;
}
