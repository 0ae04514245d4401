import type { DeliverError } from "@proto-webhooks/mock-sender";

/** Why there was no answer, and what to do about it. The URL is named without its query, which may hold a secret. */
export function noAnswer(to: URL, error: DeliverError, timeoutMs: number): string {
  const url = to.origin + to.pathname;
  switch (error.code) {
    case "refused":
      return `nothing listens at ${url}. ${adviceFor(to)}`;
    case "timeout":
      return `no answer from ${url} within ${timeoutMs / 1000} s. A receiver should answer first, and work afterwards.`;
    default:
      return `no answer from ${url}: ${rootOf(error)}`;
  }
}

function adviceFor({ hostname, port, protocol }: URL): string {
  const isHere = protocol === "http:" && /^(localhost$|127\.|\[::1\])/.test(hostname);
  if (!isHere) return "Check the host and the port.";
  return `Start your receiver, or one that prints what it gets:\n  proto-webhooks listen --port ${port || 80}`;
}

/** What an error says that is behind all others. */
function rootOf(error: Error): string {
  return error.cause instanceof Error ? rootOf(error.cause) : error.message;
}
