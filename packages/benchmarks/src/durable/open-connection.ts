import { once } from "node:events";
import { connect } from "node:net";
import { VoidError } from "../void-error.ts";

/** A connection that sends one request at a time, as a sender without pipelining does. */
export interface Connection {
  /** Sends a request, of ASCII. Resolves nothing: it calls back, which costs less than a promise. */
  send(request: string, onEnd: (error?: Error) => void): void;
  close(): void;
}

const answerSize = 4_096;

/**
 * Connects to a server on this machine whose every answer should be an empty 200; any other is an error.
 *
 * It knows no more of HTTP than that, so that it takes less time than the server it loads.
 */
export async function openConnection(port: number): Promise<Connection> {
  let answer = "";
  let onEnd: ((error?: Error) => void) | undefined;
  const end = (error?: Error): void => {
    const told = onEnd;
    onEnd = undefined;
    answer = "";
    told?.(error);
  };
  const callback = (size: number, buffer: Uint8Array): boolean => {
    answer += (buffer as Buffer).toString("latin1", 0, size);
    const headEnd = answer.indexOf("\r\n\r\n");
    if (headEnd < 0) return true;
    const isGood = answer.startsWith("HTTP/1.1 200 ") && headEnd + 4 === answer.length;
    end(
      isGood
        ? undefined
        : new VoidError(`This run is void: an answer is no empty 200:\n${answer.slice(0, 300)}`),
    );
    return true;
  };
  const onread = { buffer: Buffer.alloc(answerSize), callback };
  const socket = connect({ port, host: "127.0.0.1", noDelay: true, onread });
  socket.on("error", end).on("close", () => end(new Error("The server closed the connection.")));
  await once(socket, "connect");
  return {
    send(request, told) {
      onEnd = told;
      socket.write(request, "latin1");
    },
    close: () => socket.destroy(),
  };
}
