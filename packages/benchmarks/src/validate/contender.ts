/** Who judges deliveries. `json-parse` judges nothing: it is the yardstick. */
export const titles = {
  "json-parse": "JSON.parse",
  parse: "parseDelivery",
  guard: "isDelivery",
  strict: "strict validateDelivery",
  "hand-written": "a hand-written check",
  ajv: "Ajv, compiled at run time",
  typebox: "TypeBox, compiled",
  arktype: "ArkType",
  zod: "Zod",
  valibot: "Valibot",
} as const;

export type ContenderName = keyof typeof titles;

export const contenderNames = Object.keys(titles) as ContenderName[];

/** Those that are not ours. */
export const peers = [
  "hand-written",
  "ajv",
  "typebox",
  "arktype",
  "zod",
  "valibot",
] as const satisfies readonly ContenderName[];

/** Says whether a delivery fits the spec. But for `guard`, a no has found its reason: nobody rejects without saying why. */
export type Judge = (delivery: unknown) => boolean;
