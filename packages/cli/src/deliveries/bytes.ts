/** Bytes that a request may have as its body: never shared with another thread. */
export type Bytes = Buffer<ArrayBuffer>;
