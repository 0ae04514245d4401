/** Whether a connection failed because nothing listens there. */
export function isRefused(error: unknown): boolean {
  // Where a name has several addresses, each has refused.
  const { code, errors } = error as { code?: string; errors?: { code?: string }[] };
  return code === "ECONNREFUSED" || (errors?.every((one) => one.code === "ECONNREFUSED") ?? false);
}
