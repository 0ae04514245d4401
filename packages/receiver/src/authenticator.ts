import type { RequestHead } from "./http.ts";

/**
 * Decides whether a delivery may come in. Implement one of the two checks or both; whoever returns false refuses
 * the delivery with 401, whoever throws makes it 503 (it is our fault then, and the sender should try again).
 */
export interface Authenticator {
  /**
   * Sees the request when its body has arrived, before anything is parsed.
   *
   * @param bytes returns the body as it arrived, for a signature over it. A body that a parser took apart before
   * us was written again and need not be the same bytes.
   */
  checkRequest?(request: RequestHead, bytes: () => Uint8Array): boolean | Promise<boolean>;
  /** Sees the events when they are parsed, before they are validated: expect anything in them. */
  checkEvents?(events: readonly unknown[]): boolean | Promise<boolean>;
}
