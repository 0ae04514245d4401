/** Headers of one connection (RFC 9110, 7.6.1), and those that each side of the recorder writes itself. */
const ofOneConnection = new Set([
  "connection",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/**
 * The headers that are passed on: all but those that concern one connection only.
 *
 * @param raw names and values in turn, as they came; repeated ones stay repeated.
 */
export function endToEndHeaders(raw: readonly string[]): string[] {
  const pairs = Array.from({ length: raw.length / 2 }, (_, index) => raw.slice(index * 2, index * 2 + 2));
  const named = pairs
    .filter(([name = ""]) => name.toLowerCase() === "connection")
    .flatMap(([, value = ""]) => value.toLowerCase().split(","))
    .map((name) => name.trim());
  return pairs
    .filter(([name = ""]) => !ofOneConnection.has(name.toLowerCase()) && !named.includes(name.toLowerCase()))
    .flat();
}
