export * from "./gen/builders.ts";
export type { Given } from "./given.ts";
export { InvalidValueError } from "./invalid-value-error.ts";
