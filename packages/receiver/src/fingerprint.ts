import { canonicalJson } from "./canonical-json.ts";

/** SHA-256 as base64url, 43 characters. */
type Digest = (text: string) => string | Promise<string>;

/**
 * What an event says, in 43 characters: the digest of its canonical JSON. Two events have the same when they say the same in
 * the same chat, with the same reply token; how the sender wrote them down makes no difference.
 *
 * @param json the text of the event.
 */
export function fingerprintOf(json: string): string | Promise<string> {
  return digest(saidIn(json));
}

/**
 * What a fingerprint is the digest of. A text without canonical JSON is taken by its letter: rather miss a duplicate than take
 * two large numbers for the same.
 */
export function saidIn(json: string): string {
  try {
    return canonicalJson(JSON.parse(json));
  } catch {
    return json;
  }
}

interface NodeCrypto {
  hash?(algorithm: string, data: string, encoding: string): string;
}

/** What Node, Bun and Deno have, as seen from a core that knows none of them. */
interface NodeLike {
  process?: { getBuiltinModule?(name: string): NodeCrypto | undefined };
}

/** At once where the platform can; elsewhere through the Web's own, which takes a turn of the event loop. */
function platformDigest(): Digest {
  const crypto = (globalThis as NodeLike).process?.getBuiltinModule?.("node:crypto");
  const hash = crypto?.hash;
  return hash ? (text) => hash("sha256", text, "base64url") : webDigest;
}

export async function webDigest(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  const base64 = btoa(String.fromCharCode(...new Uint8Array(bytes)));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

const digest = platformDigest();
