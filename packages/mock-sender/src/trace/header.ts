import { isObject } from "../check.ts";
import { FormatError } from "../format-error.ts";

/** What a file says of itself. */
export interface Header {
  readonly format: `proto-webhooks-${"trace" | "scenario"}`;
  readonly version: 1;
}

/** Checks that something is what it says it is. @throws {FormatError} */
export function checkHeader(value: unknown, kind: "trace" | "scenario", what: string): void {
  const format = `proto-webhooks-${kind}`;
  const example = JSON.stringify({ format, version: 1 });
  const place = kind === "trace" ? { line: 1 } : {};
  if (!isObject(value) || value.format !== format) {
    const rule = kind === "trace" ? `its first line must begin like ${example}` : `it must hold ${example}`;
    throw new FormatError("not_one", what, `this is no ${kind}: ${rule}.`, place);
  }
  if (value.version === 1) return;
  const version = typeof value.version === "number" ? `version ${value.version}` : "no known version";
  throw new FormatError(
    "other_version",
    what,
    `this ${kind} is of ${version} of the format; this package reads version 1. Update @proto-webhooks/mock-sender, or make the ${kind} anew.`,
    place,
  );
}
