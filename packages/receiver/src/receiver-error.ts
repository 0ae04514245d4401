import type { UniversalAnswer } from "./http.ts";

/**
 * Why a delivery was refused. The list is closed: a new reason gets a line here and one in the table below.
 *
 * | code | status | meaning |
 * |---|---|---|
 * | `method_not_allowed` | 405 | not POST |
 * | `unsupported_media_type` | 415 | the content type is not JSON in UTF-8, or the body is compressed |
 * | `body_too_large` | 413 | more bytes than `maxBodyBytes` |
 * | `too_many_events` | 413 | more events than `maxEvents` |
 * | `body_timeout` | 408 | the body took longer than `bodyTimeoutMs` |
 * | `sender_gone` | 400 | the sender went away in the middle of the body; nobody reads this answer |
 * | `unauthenticated` | 401 | an authenticator said no |
 * | `invalid_utf8` | 400 | the bytes are not UTF-8 |
 * | `invalid_json` | 400 | the text is not JSON |
 * | `too_deep` | 400 | nested deeper than `maxDepth` |
 * | `invalid_envelope` | 400 | JSON, but not an object with an `events` array |
 * | `not_found` | 404 | `listen` serves another path |
 * | `body_consumed` | 500 | something else read the body first and left nothing |
 * | `internal` | 500 | a bug in this package or in an adapter |
 * | `unavailable` | 503 | the inbox failed, an authenticator threw, or the receiver is closing |
 * | `overloaded` | 503 | more than `maxInFlight` requests at once |
 */
export type ReceiverErrorCode = keyof typeof statusOfCode;

/** The one place where a code becomes a status. */
const statusOfCode = {
  method_not_allowed: 405,
  unsupported_media_type: 415,
  body_too_large: 413,
  too_many_events: 413,
  body_timeout: 408,
  sender_gone: 400,
  unauthenticated: 401,
  invalid_utf8: 400,
  invalid_json: 400,
  too_deep: 400,
  invalid_envelope: 400,
  not_found: 404,
  body_consumed: 500,
  internal: 500,
  unavailable: 503,
  overloaded: 503,
} as const;

/** The status phrases of RFC 9110, for the statuses above. */
const titles: Readonly<Record<(typeof statusOfCode)[ReceiverErrorCode], string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  404: "Not Found",
  405: "Method Not Allowed",
  408: "Request Timeout",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

/**
 * A delivery that was not accepted. Its message is what the sender is told: it names kinds, places and limits,
 * never a value of the payload.
 */
export class ReceiverError extends Error {
  override readonly name = "ReceiverError";
  readonly code: ReceiverErrorCode;
  /** The HTTP status that goes with the code. */
  readonly status: number;

  constructor(code: ReceiverErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.status = statusOfCode[code];
  }
}

/**
 * The answer for a refused delivery: a problem document (RFC 9457) with our `code` beside the standard members.
 * `type` is `about:blank`, which says that the status tells the kind of problem; the code tells the rest.
 */
export function problem(code: ReceiverErrorCode, detail: string, retryAfterSeconds: number): UniversalAnswer {
  const status = statusOfCode[code];
  const headers: Record<string, string> = { "content-type": "application/problem+json" };
  // RFC 9110: 405 must say what is allowed, 401 must carry a challenge, 415 may say what is understood.
  if (status === 405) headers.allow = "POST";
  if (status === 401) headers["www-authenticate"] = 'Webhook realm="receiver"';
  if (status === 415) {
    headers.accept = "application/json";
    headers["accept-encoding"] = "identity";
  }
  if (status === 503) headers["retry-after"] = String(retryAfterSeconds);
  const body = JSON.stringify({ type: "about:blank", title: titles[status], status, detail, code });
  return { status, headers, body };
}
