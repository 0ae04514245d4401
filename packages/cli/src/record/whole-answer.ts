import type { Bytes } from "../deliveries/bytes.ts";

/** An answer that has come to its end. */
export interface WholeAnswer {
  status: number;
  /** Names and values in turn, as `node:http` takes them. */
  headers: string[];
  body: Bytes;
}
