export type { ConformanceCase } from "./conformance-case.ts";
export { inboxConformance } from "./inbox-conformance.ts";
