export * from "./gen/strict-validators.ts";

export type { Issue, IssueKind, Result } from "./issue.ts";
export type { Validator } from "./validator.ts";
