import type { Selection } from "@proto-webhooks/receiver";
import { CliError } from "../cli-error.ts";

/** Which events were asked for. */
export interface SelectionOptions {
  all?: boolean | undefined;
  chat?: string | undefined;
}

/** Which events an operation is for. Nothing is done to all of them unless somebody says so. */
export function toSelection(ids: readonly string[], { all = false, chat }: SelectionOptions): Selection {
  const ways = [ids.length > 0, all, chat !== undefined].filter(Boolean).length;
  if (ways === 0) throw new CliError("say which events: their ids, --chat ID, or --all of them");
  if (ways > 1) throw new CliError("say it in one way only: ids, --chat ID, or --all");
  return ids.length > 0 ? { ids: [...new Set(ids)] } : { chat };
}
