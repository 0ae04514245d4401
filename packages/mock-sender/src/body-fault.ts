import { pause } from "./real-time.ts";

/** What happens to a body on its way. */
export type BodyFault =
  | { readonly kind: "slow_body"; readonly chunks: number; readonly pauseMs: number }
  | { readonly kind: "reset"; readonly during: "body"; readonly afterBytes: number }
  | { readonly kind: "reset"; readonly during: "answer" };

/** The parts in which a body is sent. */
export function chunksOf(bytes: Uint8Array<ArrayBuffer>, fault: BodyFault): Uint8Array<ArrayBuffer>[] {
  if (fault.kind === "reset") {
    return [fault.during === "body" ? bytes.subarray(0, fault.afterBytes) : bytes];
  }
  const size = Math.max(1, Math.ceil(bytes.length / fault.chunks));
  const count = Math.max(1, Math.ceil(bytes.length / size));
  return Array.from({ length: count }, (_, index) => bytes.subarray(index * size, (index + 1) * size));
}

/**
 * A body as a stream to which the fault happens. It goes on as it is read.
 *
 * @param onBreak is called where the connection breaks; in the middle of the body, its reader gets the same error.
 */
export function faultyBody(
  bytes: Uint8Array<ArrayBuffer>,
  fault: BodyFault,
  onBreak: (error: Error) => void,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const chunks = chunksOf(bytes, fault);
  const broken = () => new TypeError("The sender broke the connection off.");
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        const chunk = chunks.shift();
        if (chunk) {
          if (fault.kind === "slow_body") await pause(fault.pauseMs);
          controller.enqueue(chunk);
          return;
        }
        if (fault.kind !== "reset") return controller.close();
        const error = broken();
        if (fault.during === "body") controller.error(error);
        else controller.close();
        onBreak(error);
      },
    },
    { highWaterMark: 0 },
  );
}
