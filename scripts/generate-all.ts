import { keepGenerated } from "./keep-generated.ts";
import { onEnd } from "./on-end.ts";
import { runTurbo } from "./turbo.ts";

/**
 * Runs the generators of all packages, through turbo. One that fails, or an end from outside such as Ctrl-C, leaves
 * nothing half generated: the files of all packages are then put back as they were.
 *
 * Says nothing unless it fails; then it says on stderr what the generator said.
 *
 * @returns the exit code; not 0 when it was ended, too.
 */
export async function generateAll(): Promise<number> {
  const putBack = keepGenerated();
  const { signal, off } = onEnd();
  try {
    const code = await runTurbo(["generate"], { quiet: true, signal });
    if (code === 0 && !signal.aborted) return 0;
    putBack();
    return code || 1;
  } finally {
    off();
  }
}
