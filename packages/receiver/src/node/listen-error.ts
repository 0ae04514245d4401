/**
 * - `port_taken`: another program listens there.
 * - `cannot_listen`: everything else; `cause` says what.
 */
export type ListenErrorCode = "port_taken" | "cannot_listen";

/** A server that could not begin to listen. Its message says what to do. */
export class ListenError extends Error {
  override readonly name = "ListenError";
  readonly code: ListenErrorCode;
  readonly port: number;
  readonly host: string;
  /** With `port_taken`: the next port that is free, if there is one among the next hundred. */
  readonly nextFreePort: number | undefined;

  constructor(code: ListenErrorCode, port: number, host: string, nextFreePort?: number, cause?: unknown) {
    super(messageOf(code, port, host, nextFreePort, cause), { cause });
    this.code = code;
    this.port = port;
    this.host = host;
    this.nextFreePort = nextFreePort;
  }
}

function messageOf(
  code: ListenErrorCode,
  port: number,
  host: string,
  nextFreePort: number | undefined,
  cause: unknown,
): string {
  if (code === "port_taken") {
    const advice =
      nextFreePort === undefined
        ? "Choose another one."
        : `The next free port is ${nextFreePort}: use that one.`;
    return `Port ${port} of ${host} is taken by another program. ${advice}`;
  }
  const why = cause instanceof Error ? cause.message : "the reason is unknown";
  return `Cannot listen on port ${port} of ${host}: ${why}. Check the host, and use a port above 1023.`;
}
