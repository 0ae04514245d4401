const byteOrderMark = "\ufeff";

/**
 * Bytes as text, without a byte order mark; what is not UTF-8 becomes U+FFFD.
 *
 * @throws RangeError for more than a string can hold, 512 MiB.
 */
export function decode(bytes: Buffer): string {
  const text = bytes.toString("utf8");
  return text.startsWith(byteOrderMark) ? text.slice(1) : text;
}
