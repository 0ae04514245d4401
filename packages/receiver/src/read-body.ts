import type { BodySource, RequestBody } from "./http.ts";
import type { Limits } from "./limits.ts";
import { ReceiverError } from "./receiver-error.ts";

/** A body that is complete and within the limits, as it came: bytes, or a text that someone else decoded. */
export type Content = Uint8Array | string;

/** Reads a body whatever state it is in, never more than `maxBodyBytes`, never longer than `bodyTimeoutMs`. */
export function readBody(body: RequestBody, limits: Limits): Content | Promise<Content> {
  switch (body.kind) {
    case "stream":
      return collect(body.source, limits);
    case "bytes":
      return checkSize(body.bytes, body.bytes.byteLength, limits);
    case "text":
      return checkSize(body.text, utf8Length(body.text, limits.maxBodyBytes), limits);
    case "parsed": {
      const text = serialise(body.value);
      return checkSize(text, utf8Length(text, limits.maxBodyBytes), limits);
    }
    case "consumed":
      throw new ReceiverError(
        "body_consumed",
        "Something read the request body before the receiver and left nothing: put the receiver before body " +
          "parsers, or let the parser leave what it read in `req.body`.",
      );
  }
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });

/** The text of a body, without the byte order mark that RFC 8259 lets a reader ignore. */
export function textOf(content: Content): string {
  if (typeof content === "string") return content.startsWith("\uFEFF") ? content.slice(1) : content;
  try {
    return decoder.decode(content);
  } catch {
    throw new ReceiverError("invalid_utf8", "The body is not UTF-8.");
  }
}

/** The bytes of a body, for authenticators that check a signature. */
export function bytesOf(content: Content): Uint8Array {
  return typeof content === "string" ? encoder.encode(content) : content;
}

function checkSize<T>(content: T, length: number, limits: Limits): T {
  if (length > limits.maxBodyBytes) throw tooLarge(limits);
  return content;
}

function tooLarge({ maxBodyBytes }: Limits): ReceiverError {
  return new ReceiverError("body_too_large", `The body is larger than ${maxBodyBytes} bytes.`);
}

/** Counts exactly only when it may matter: one UTF-16 unit is at least one byte and at most three. */
function utf8Length(text: string, limit: number): number {
  return text.length > limit || text.length * 3 <= limit ? text.length : encoder.encode(text).byteLength;
}

function serialise(value: unknown): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch (error) {
    // The serialiser recurses: a value that exhausts its stack is far deeper than any limit.
    if (error instanceof RangeError) throw new ReceiverError("too_deep", "The body is nested too deep.");
    throw new ReceiverError("body_consumed", "The body was parsed into something that is not JSON.", {
      cause: error,
    });
  }
  if (text === undefined) {
    throw new ReceiverError("body_consumed", "The body was parsed into something that is not JSON.");
  }
  return text;
}

function collect(source: BodySource, limits: Limits): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    let buffer: Uint8Array | undefined;
    let length = 0;

    const timer = setTimeout(() => {
      refuse(new ReceiverError("body_timeout", `The body took longer than ${limits.bodyTimeoutMs} ms.`));
    }, limits.bodyTimeoutMs);

    function refuse(error: ReceiverError): void {
      clearTimeout(timer);
      source.stop();
      reject(error);
    }

    source.start({
      chunk(bytes) {
        const total = length + bytes.byteLength;
        if (total > limits.maxBodyBytes) {
          refuse(tooLarge(limits));
          return;
        }
        // A body that arrives in one piece, as most do, is not copied. Further pieces go into one buffer, so that
        // a sender of a million tiny chunks cannot make us hold a million objects.
        buffer = length === 0 ? bytes : append(buffer, length, bytes, limits.maxBodyBytes);
        length = total;
      },
      end() {
        clearTimeout(timer);
        resolve(buffer?.subarray(0, length) ?? new Uint8Array());
      },
      fail(reason) {
        clearTimeout(timer);
        // A source that knows better than that the sender is gone says so by an error of ours.
        if (reason instanceof ReceiverError) reject(reason);
        else
          reject(new ReceiverError("sender_gone", "The sender went away before the end.", { cause: reason }));
      },
    });
  });
}

/** Adds to a buffer that grows by doubling, up to the limit. */
function append(
  buffer: Uint8Array | undefined,
  length: number,
  bytes: Uint8Array,
  limit: number,
): Uint8Array {
  const total = length + bytes.byteLength;
  let target = buffer ?? new Uint8Array();
  if (total > target.byteLength) {
    target = new Uint8Array(Math.min(limit, Math.max(total, target.byteLength * 2)));
    if (buffer) target.set(buffer.subarray(0, length));
  }
  target.set(bytes, length);
  return target;
}
