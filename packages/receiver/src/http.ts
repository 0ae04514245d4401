/**
 * What an adapter turns its framework's request into. Authors of adapters write one of these; all rules of HTTP
 * are applied behind it.
 */
export interface UniversalRequest extends RequestHead {
  readonly body: RequestBody;
}

/** A request without its body. */
export interface RequestHead {
  /** In upper case, as it was sent. */
  readonly method: string;
  /** An absolute URL, or only path and query. */
  readonly url: string;
  /** The value of a header whose name is given in lower case. */
  header(name: string): string | null | undefined;
}

/**
 * The body, in whatever state the framework left it:
 *
 * - `stream`: not read yet. The usual case, and the best one: the bytes are kept and the limits apply.
 * - `bytes`: read by someone else, still as it was sent (but decompressed, when it was compressed).
 * - `text`: read and decoded by someone else.
 * - `parsed`: parsed by someone else, such as `express.json()`. It is written as JSON again: white space, the
 *   spelling of numbers and of escapes, and all but the last of equal keys are lost by then.
 * - `consumed`: read by someone else who left nothing behind. Answered with an error that says so.
 */
export type RequestBody =
  | { readonly kind: "stream"; readonly source: BodySource }
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "parsed"; readonly value: unknown }
  | { readonly kind: "consumed" };

/** A body that is still to be read. It pushes: that costs no promise per chunk. */
export interface BodySource {
  /** Called once. From then on the source calls the sink. */
  start(sink: BodySink): void;
  /** Nothing more is wanted. The source calls its sink no more and lets go of what it holds. */
  stop(): void;
}

/** Takes a body. After `end` or `fail` the source calls nothing more. */
export interface BodySink {
  /** The bytes belong to the sink from now on. */
  chunk(bytes: Uint8Array): void;
  end(): void;
  /** The sender went away before the end; or, when the reason is a `ReceiverError`, what that says. */
  fail(reason: unknown): void;
}

/** What an adapter turns into its framework's response. */
export interface UniversalAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Empty for a 200. */
  readonly body: string;
}

/** The one answer that says yes. */
export const accepted: UniversalAnswer = Object.freeze({
  status: 200,
  headers: Object.freeze({ "content-length": "0" }),
  body: "",
});
