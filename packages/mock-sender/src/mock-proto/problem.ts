import type { Issue } from "@proto-webhooks/validators/strict";

/** What a refusal may tell beside its detail. */
export interface ProblemMore {
  /** What does not fit the spec. */
  readonly issues?: readonly Issue[];
  readonly [name: string]: unknown;
}

/** An answer that refuses a call, as problem details (RFC 9457). It names places and kinds, and echoes nothing. */
export function problem(status: keyof typeof titles, detail: string, more: ProblemMore = {}): Response {
  return new Response(JSON.stringify({ title: titles[status], status, detail, ...more }), {
    status,
    headers: { "content-type": "application/problem+json" },
  });
}

const titles = {
  400: "Bad Request",
  401: "Unauthorized",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Conflict",
  413: "Content Too Large",
  500: "Internal Server Error",
  502: "Bad Gateway",
};
