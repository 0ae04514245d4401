import type { WholeAnswer } from "./whole-answer.ts";

/** Why a request was not forwarded, or why nothing came back, and the status that says so to the sender. */
const problems = {
  method_not_allowed: [405, "Method Not Allowed", "Deliveries come by POST."],
  body_too_large: [413, "Content Too Large", "The body is larger than 1 MiB."],
  overloaded: [503, "Service Unavailable", "Too many deliveries are under way at once. Send it again later."],
  refused: [502, "Bad Gateway", "Nothing listens where deliveries are forwarded to."],
  unreachable: [502, "Bad Gateway", "The connection broke before there was an answer."],
  answer_too_large: [502, "Bad Gateway", "The answer is larger than 1 MiB."],
  timeout: [504, "Gateway Timeout", "There was no answer in time."],
} as const;

export type ProblemCode = keyof typeof problems;

/** An answer of the recorder's own: a problem document (RFC 9457), like a receiver's. */
export function problem(code: ProblemCode): WholeAnswer {
  const [status, title, detail] = problems[code];
  const headers = ["content-type", "application/problem+json"];
  if (status === 405) headers.push("allow", "POST");
  if (status === 503) headers.push("retry-after", "1");
  const body = Buffer.from(JSON.stringify({ type: "about:blank", title, status, detail, code }));
  return { status, headers, body };
}
