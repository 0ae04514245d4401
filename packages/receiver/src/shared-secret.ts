import type { Authenticator } from "./authenticator.ts";
import type { RequestHead } from "./http.ts";

/** Where the sender puts the secret, and which secrets count. */
export interface SharedSecretOptions {
  /**
   * - `header`: in a header. Default name: `x-webhook-secret`.
   * - `query`: in a parameter of the URL. Default name: `secret`, as in `https://bot.example/webhook?secret=…`.
   * - `path`: as the last segment of the URL's path, as in `https://bot.example/webhook/…`. It has no name.
   *
   * A URL is often logged by proxies; prefer the header where you can.
   */
  readonly in: "header" | "query" | "path";
  /** The name of the header or parameter. */
  readonly name?: string | undefined;
  /**
   * The secret, or several of which any is good: to rotate, add the new one, change it at the sender, then remove
   * the old one. At least one, none empty; in a header, printable ASCII without a space at either end. In a URL it is
   * percent-encoded: `encodeURIComponent` says how (in a query a bare `+` is a space). Long and random is your part.
   */
  readonly secrets: string | readonly string[];
}

const encoder = new TextEncoder();
const usableInHeader = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;
const headerName = /^[\w!#$%&'*+.^`|~-]+$/;

/**
 * Lets a delivery in when it carries a secret that you gave to the sender. The time of the comparison depends on
 * the length of what was sent, not on the secrets.
 *
 * @throws TypeError when a secret is empty or cannot be sent as it is.
 */
export function sharedSecret(options: SharedSecretOptions): Authenticator {
  const place = options.in;
  const secrets = [options.secrets].flat().map((secret) => {
    if (typeof secret !== "string" || secret === "")
      throw wrong("a secret must be a string that is not empty");
    if (place === "header" && !usableInHeader.test(secret)) {
      throw wrong("a secret in a header must be printable ASCII without a space at either end");
    }
    return encoder.encode(secret);
  });
  if (secrets.length === 0) throw wrong("`secrets` is empty, so nobody could ever deliver");
  if (place === "path" && options.name !== undefined) throw wrong("a secret in the path has no `name`");
  const read = reader(place, options.name);

  return {
    checkRequest(request) {
      const presented = read(request);
      if (!presented) return false;
      const bytes = encoder.encode(presented);
      // No early exit: which of several secrets matched does not show in the time either.
      let matches = false;
      for (const secret of secrets) matches = isSame(bytes, secret) || matches;
      return matches;
    },
  };
}

type Reader = (request: RequestHead) => string | null | undefined;

function reader(place: SharedSecretOptions["in"], name: string | undefined): Reader {
  switch (place) {
    case "header": {
      const header = (name ?? "x-webhook-secret").toLowerCase();
      if (!headerName.test(header)) throw wrong("`name` is not the name of a header");
      return (request) => request.header(header);
    }
    case "query": {
      const parameter = name ?? "secret";
      if (parameter === "") throw wrong("`name` is empty");
      return (request) => urlOf(request)?.searchParams.get(parameter);
    }
    case "path":
      return (request) => lastSegment(urlOf(request)?.pathname ?? "");
    default:
      throw wrong('`in` must be "header", "query" or "path"');
  }
}

function urlOf(request: RequestHead): URL | undefined {
  try {
    // The base serves for a URL that is only path and query; it is never used otherwise.
    return new URL(request.url, "http://receiver.invalid");
  } catch {
    return undefined;
  }
}

function lastSegment(path: string): string | undefined {
  try {
    return decodeURIComponent(path.replace(/\/$/, "").split("/").at(-1) ?? "");
  } catch {
    return undefined;
  }
}

/** Touches every byte of what was presented, whatever the secret is. */
function isSame(presented: Uint8Array, secret: Uint8Array): boolean {
  let difference = presented.length ^ secret.length;
  for (let index = 0; index < presented.length; index++) {
    difference |= (presented[index] ?? 0) ^ (secret[index % secret.length] ?? 0);
  }
  return difference === 0;
}

function wrong(what: string): TypeError {
  return new TypeError(`sharedSecret: ${what}.`);
}
