/**
 * Bytes that can be the body of a request, `Uint8Array<ArrayBuffer>`, in words that TypeScript 5.6 knows too: there, what a
 * slice gives is no generic yet.
 */
export type Bytes = ReturnType<Uint8Array["slice"]>;
