/**
 * - `port_taken`: another program listens there.
 * - `cannot_listen`: anything else; `cause` says what.
 */
export type ListenErrorCode = "port_taken" | "cannot_listen";

/** Where a server could not begin to listen. */
export interface ListenPlace {
  readonly port: number;
  readonly host: string;
  /** With `port_taken`: the next one that is free, if one of the next hundred is. */
  readonly nextFreePort?: number | undefined;
}

/** Mock Proto could not begin to listen. The message says what to do. */
export class ListenError extends Error {
  override readonly name = "ListenError";
  readonly code: ListenErrorCode;
  readonly port: number;
  readonly host: string;
  readonly nextFreePort: number | undefined;

  constructor(code: ListenErrorCode, { port, host, nextFreePort }: ListenPlace, cause?: unknown) {
    const next = nextFreePort === undefined ? "Choose another one" : `The next free one is ${nextFreePort}`;
    const why = cause instanceof Error ? cause.message : "no reason is known";
    super(
      code === "port_taken"
        ? `Port ${port} of ${host} is taken by another program. ${next}.`
        : `Mock Proto cannot listen on port ${port} of ${host}: ${why}. Check the host, and choose a port above 1023.`,
      { cause },
    );
    this.code = code;
    this.port = port;
    this.host = host;
    this.nextFreePort = nextFreePort;
  }
}
