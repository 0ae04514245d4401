/**
 * - `port_taken`: another program listens there.
 * - `cannot_listen`: anything else; `cause` says what.
 */
export type ListenErrorCode = "port_taken" | "cannot_listen";

/** Mock Proto could not begin to listen. The message says what to do. */
export class ListenError extends Error {
  override readonly name = "ListenError";
  readonly code: ListenErrorCode;
  readonly port: number;
  readonly host: string;

  constructor(code: ListenErrorCode, { port, host }: { port: number; host: string }, cause?: unknown) {
    const why = cause instanceof Error ? cause.message : "no reason is known";
    super(
      code === "port_taken"
        ? `Port ${port} of ${host} is taken by another program. Choose another one, or 0 for any that is free.`
        : `Mock Proto cannot listen on port ${port} of ${host}: ${why}. Check the host, and choose a port above 1023.`,
      { cause },
    );
    this.code = code;
    this.port = port;
    this.host = host;
  }
}
