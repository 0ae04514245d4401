import { isDelivery } from "@proto-webhooks/validators";

/** The judgement alone: of all contenders the only one that does not say why. */
export const judge: (delivery: unknown) => boolean = isDelivery;
