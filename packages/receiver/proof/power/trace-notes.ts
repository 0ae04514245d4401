/// <reference types="node" />
import { openSync, writeSync } from "node:fs";
import { headerSize } from "./read-trace.ts";

/** Writes into a trace what a program knows and the calls that it makes do not say. */
export class TraceNotes {
  readonly #fd: number;

  constructor(trace: string) {
    this.#fd = openSync(trace, "a");
  }

  /** @param note anything that is JSON. */
  write(note: unknown): void {
    const data = Buffer.from(JSON.stringify(note));
    const header = Buffer.alloc(headerSize);
    header.write("n");
    header.writeBigUInt64LE(BigInt(data.length), 24);
    writeSync(this.#fd, Buffer.concat([header, data]));
  }
}
