import { DeliverError } from "./deliver-error.ts";

/** Says what stands in the way; runtimes hide it at different depths. */
export function networkError(name: string, cause: unknown): DeliverError {
  if (/ECONNREFUSED|ConnectionRefused|connection refused/i.test(describe(cause))) {
    return new DeliverError(
      "refused",
      `Nothing listens on ${name}: the connection was refused. Start the receiver first, or correct the host and port.`,
      { cause },
    );
  }
  if (/ENOTFOUND|EAI_AGAIN|dns error/i.test(describe(cause))) {
    return new DeliverError("unreachable", `${name}: no such host was found. Correct its name.`, { cause });
  }
  return new DeliverError(
    "unreachable",
    `${name}: the connection failed or was closed before the answer was complete. See the cause.`,
    { cause },
  );
}

/** The codes and messages of an error and of those behind it. */
function describe(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 4) return "";
  const { code, errors } = error as { code?: unknown; errors?: unknown[] };
  const behind = [error.cause, ...(Array.isArray(errors) ? errors : [])];
  return [code, error.message, ...behind.map((cause) => describe(cause, depth + 1))].join(" ");
}
