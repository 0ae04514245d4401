import type { Bytes } from "./bytes.ts";
import { pause } from "./real-time.ts";

/** What happens to a body on its way. */
export type BodyFault =
  | { readonly kind: "slow_body"; readonly chunks: number; readonly pauseMs: number }
  | { readonly kind: "reset"; readonly during: "body"; readonly afterBytes: number }
  | { readonly kind: "reset"; readonly during: "answer" };

/** The parts in which a body is sent. */
export function chunksOf(bytes: Bytes, fault: BodyFault): Bytes[] {
  if (fault.kind === "reset") {
    return [fault.during === "body" ? bytes.subarray(0, fault.afterBytes) : bytes];
  }
  const size = Math.max(1, Math.ceil(bytes.length / fault.chunks));
  const count = Math.max(1, Math.ceil(bytes.length / size));
  return Array.from({ length: count }, (_, index) => bytes.subarray(index * size, (index + 1) * size));
}

/** Where a connection breaks. */
export interface Break {
  /** How long what was sent before may take to leave, in milliseconds. */
  readonly flushMs: number;
  /** Breaks it. In the middle of a body, its reader gets the same error. */
  readonly onBreak: (error: Error) => void;
}

/** A body as a stream to which the fault happens. It goes on as it is read. */
export function faultyBody(
  bytes: Bytes,
  fault: BodyFault,
  { flushMs, onBreak }: Break,
): ReadableStream<Bytes> {
  const chunks = chunksOf(bytes, fault);
  const pull = async (controller: ReadableStreamDefaultController<Bytes>) => {
    const chunk = chunks.shift();
    if (chunk) {
      if (fault.kind === "slow_body") await pause(fault.pauseMs);
      return controller.enqueue(chunk);
    }
    const isCut = fault.kind === "reset" && fault.during === "body";
    if (!isCut) controller.close();
    if (fault.kind !== "reset") return;
    if (flushMs > 0) await pause(flushMs);
    const error = new TypeError("The sender broke the connection off.");
    if (isCut) controller.error(error);
    onBreak(error);
  };
  return new ReadableStream({ pull }, { highWaterMark: 0 });
}
