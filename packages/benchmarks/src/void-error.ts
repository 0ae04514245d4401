/** The figures would be those of something else: an answer was not 200, an event is missing or out of order. */
export class VoidError extends Error {
  override readonly name = "VoidError";
}

/**
 * Fails the run unless it is so.
 *
 * @throws VoidError
 */
export function mustHold(isSo: boolean, otherwise: string): void {
  if (!isSo) throw new VoidError(`This run is void: ${otherwise}.`);
}
