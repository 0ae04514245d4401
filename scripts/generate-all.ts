import { keepGenerated } from "./keep-generated.ts";
import { runTurbo } from "./turbo.ts";

/**
 * Runs the generators of all packages, through turbo. One that fails, or Ctrl-C, leaves nothing half generated: the
 * files of all packages are then put back as they were.
 *
 * Says nothing unless it fails; then it says on stderr what the generator said.
 *
 * @param signal ends it, as Ctrl-C does.
 * @returns the exit code.
 */
export async function generateAll({ signal }: { signal?: AbortSignal } = {}): Promise<number> {
  const putBack = keepGenerated();
  // Turbo gets the signal of a terminal too, and ends by it; what it began is then put back.
  const wait = (): void => {};
  process.on("SIGINT", wait);
  try {
    const code = await runTurbo(["generate"], { quiet: true, ...(signal && { signal }) });
    if (code !== 0) putBack();
    return code;
  } catch (error) {
    putBack();
    throw error;
  } finally {
    process.off("SIGINT", wait);
  }
}
