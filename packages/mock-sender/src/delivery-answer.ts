/** What a receiver answered. */
export interface DeliveryAnswer {
  status: number;
  headers: Headers;
  /** The body as text, `""` when there was none. */
  body: string;
  /** From the request to the end of the answer, in milliseconds. */
  durationMs: number;
}
