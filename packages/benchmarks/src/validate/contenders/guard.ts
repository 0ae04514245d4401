import { isDelivery } from "@proto-webhooks/validators";

/** The judgement alone, its errors as they are found. */
export const judge: (delivery: unknown) => boolean = isDelivery;
