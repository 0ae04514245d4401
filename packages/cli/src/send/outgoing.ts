/** One request to send: for a type or an example, or from a file with its line. */
export interface Outgoing {
  file: string | null;
  line: number | null;
  type: string | null;
  body: Uint8Array;
}

/** A value as Proto writes it: JSON without spaces. */
export function written(delivery: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(delivery));
}
