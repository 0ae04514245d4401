import type { Bytes } from "../bytes.ts";

/** Runtimes have `toBase64` only since 2025. */
export function toBase64(bytes: Uint8Array): string {
  // One by one: a call takes only so many arguments.
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** Undefined when it is no base64. */
export function fromBase64(text: string): Bytes | undefined {
  if (!/^(?:[\w+/]{4})*(?:[\w+/]{2}==|[\w+/]{3}=)?$/.test(text) || text.includes("_")) return undefined;
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}

/** The text of bytes in UTF-8, a byte order mark included; undefined when they are something else. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
