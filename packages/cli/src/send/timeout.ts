/** How long to wait for an answer, in milliseconds: much longer than a receiver should take. */
export const timeoutMs = 10_000;
