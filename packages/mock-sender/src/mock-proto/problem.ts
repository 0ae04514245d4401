import type { Issue } from "@proto-webhooks/validators/strict";

/** An answer that refuses a call, as problem details (RFC 9457). It names places and kinds, and echoes nothing. */
export function problem(status: 400 | 401 | 404, detail: string, issues?: readonly Issue[]): Response {
  const body = { title: titles[status], status, detail, ...(issues && { issues }) };
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/problem+json" },
  });
}

const titles = { 400: "Bad Request", 401: "Unauthorized", 404: "Not Found" };
