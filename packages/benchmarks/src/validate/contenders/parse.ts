import { parseDelivery } from "@proto-webhooks/validators";

/** What a receiver calls: each event judged and sorted, each mistake written out. */
export function judge(delivery: unknown): boolean {
  const parsed = parseDelivery(delivery);
  return parsed.ok && parsed.invalid.length === 0;
}
