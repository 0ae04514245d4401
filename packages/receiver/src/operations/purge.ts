import type { Inbox, PurgeRequest } from "../inbox.ts";
import { type OperationOptions, type Progress, partSize } from "./parts.ts";

/** Removes settled events for good: those to which all that is given applies. The books go on counting them. */
export async function purge(
  inbox: Inbox,
  request: Omit<PurgeRequest, "limit">,
  { onProgress, signal }: Pick<OperationOptions, "onProgress" | "signal"> = {},
): Promise<Progress> {
  let removed = 0;
  for (;;) {
    signal?.throwIfAborted();
    const count = await inbox.purge({ ...request, limit: partSize });
    removed += count;
    onProgress?.({ seen: removed, changed: removed });
    if (count < partSize) return { seen: removed, changed: removed };
  }
}
