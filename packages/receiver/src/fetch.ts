import type { BodySource, RequestBody, UniversalAnswer, UniversalRequest } from "./http.ts";
import { ReceiverError } from "./receiver-error.ts";
import { soon } from "./soon.ts";

/** Turns a `Request` of the Fetch standard into ours. */
export function fromRequest(request: Request): UniversalRequest {
  return {
    method: request.method,
    url: request.url,
    header: (name) => request.headers.get(name),
    // A request that a program made by hand may throw here: the receiver reads it where that becomes an answer.
    get body() {
      return bodyOf(request);
    },
  };
}

/** Turns our answer into a `Response`. An answer to HEAD has no body. */
export function toResponse(answer: UniversalAnswer, method: string): Response {
  const body = answer.body === "" || method === "HEAD" ? null : answer.body;
  return new Response(body, { status: answer.status, headers: answer.headers });
}

function bodyOf(request: Request): RequestBody {
  if (request.bodyUsed || request.body?.locked) return { kind: "consumed" };
  if (request.body === null) return { kind: "bytes", bytes: new Uint8Array() };
  return { kind: "stream", source: streamSource(request.body) };
}

/** Reads a stream of bytes. */
function streamSource(stream: ReadableStream<Uint8Array>): BodySource {
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  let isStopped = false;
  return {
    async start(sink) {
      try {
        // Locked only now: a request that is refused unread leaves its body to the runtime.
        reader = stream.getReader();
        for (;;) {
          const { done, value } = await reader.read();
          if (isStopped) return;
          if (done) return sink.end();
          // A stream that a program made by hand may hold anything.
          if (!ArrayBuffer.isView(value)) {
            throw new ReceiverError("internal", "The body is a stream of something else than bytes.");
          }
          // And it may give empty chunks without end and without a turn of the event loop, in which no time limit ends.
          if (value.byteLength === 0) await new Promise<void>(soon);
          sink.chunk(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
          if (isStopped) return;
        }
      } catch (error) {
        if (!isStopped) sink.fail(error);
      }
    },
    stop() {
      isStopped = true;
      // The sender is told to stop; whether it hears that is not our concern.
      reader?.cancel().catch(() => {});
    },
  };
}
