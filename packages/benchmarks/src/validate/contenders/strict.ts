import { validateDelivery } from "@proto-webhooks/validators/strict";

export function judge(delivery: unknown): boolean {
  return validateDelivery(delivery).ok;
}
