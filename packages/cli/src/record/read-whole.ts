import type { IncomingMessage } from "node:http";
import type { Bytes } from "../deliveries/bytes.ts";

/** The most that is held of a body, in bytes: what a receiver takes by default. */
export const maxBodyBytes = 1_048_576;

/** The message holds more than {@link maxBodyBytes}. What is left of it was not read. */
export class TooLarge extends Error {
  override name = "TooLarge";
}

/**
 * The body of a request or an answer, as it came.
 *
 * @throws TooLarge as soon as that is known.
 * @throws the error of the connection when it ends before the body does.
 */
export function readWhole(message: IncomingMessage): Promise<Bytes> {
  return new Promise((resolve, reject) => {
    if (Number(message.headers["content-length"] ?? 0) > maxBodyBytes) return reject(new TooLarge());
    const chunks: Bytes[] = [];
    let length = 0;
    const onData = (chunk: Bytes): void => {
      length += chunk.length;
      if (length <= maxBodyBytes) return void chunks.push(chunk);
      // Not destroyed: its sender is still to be answered.
      message.off("data", onData).pause();
      reject(new TooLarge());
    };
    message
      .on("data", onData)
      .on("end", () => resolve(Buffer.concat(chunks)))
      .on("error", reject)
      .on("close", () => reject(new Error("The connection was closed before the end.")));
  });
}
