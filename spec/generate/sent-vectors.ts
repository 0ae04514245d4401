import type { HttpBody, HttpRow } from "./rows.ts";
import { acceptedVector, type Body, bytesOf, type EventVerdict, type Vector } from "./vector.ts";

/** What a vector can be refused for: all that a receiver sees in the bytes alone. */
const codes = ["invalid_utf8", "invalid_json", "invalid_envelope", "too_deep"];
/** Larger ones would make the file large, and try nothing that a smaller one does not. */
const mostCharacters = 32_768;

/** The rows of `http.json` that are about the bytes of a body, and nothing else of the request. */
export function sentVectors(rows: HttpRow[]): Vector[] {
  return rows.flatMap((row) => {
    const body = isAboutBytes(row) && row.given.body ? plain(row.given.body) : undefined;
    if (!body || ("text" in body && body.text.length > mostCharacters)) return [];
    const { why, want } = row;
    const name = `http: ${row.name}`;
    if (want.code !== undefined) return { name, why, body, verdict: "refused" as const, code: want.code };
    const { events } = JSON.parse(new TextDecoder().decode(bytesOf(body)));
    return acceptedVector({ name, why, body, events, kinds: want.stored as EventVerdict["kind"][] });
  });
}

function isAboutBytes({ given, want }: HttpRow): boolean {
  const { method, headers, body: _, ...others } = given;
  // What is wrong with a bad event stands in other tables.
  const isSaid = want.status === 200 ? !want.stored.includes("quarantined") : codes.includes(want.code ?? "");
  const isPlain = method === "POST" && JSON.stringify(headers) === '{"content-type":"application/json"}';
  return isSaid && isPlain && Object.keys(others).length === 0;
}

/** Undefined for a payload: what payloads are judged to be stands in other tables. */
function plain(body: HttpBody): Body | undefined {
  if ("text" in body || "base64" in body) return body;
  if ("repeat" in body) return { text: body.repeat.text.repeat(body.repeat.times) };
  if (!("concat" in body)) return undefined;
  const parts = body.concat.map(plain);
  const texts = parts.flatMap((part) => (part && "text" in part ? part.text : []));
  return texts.length === parts.length ? { text: texts.join("") } : undefined;
}
