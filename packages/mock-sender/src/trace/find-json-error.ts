/** Where JSON ends to be JSON. */
export interface JsonError {
  /** From 0, in UTF-16 units. */
  readonly offset: number;
  readonly expected: string;
}

/** Finds what `JSON.parse` refuses; each runtime words it otherwise, and few tell where. Undefined when nothing is wrong. */
export function findJsonError(text: string): JsonError | undefined {
  const open: ("{" | "[")[] = [];
  let at = skipSpace(text, 0);
  for (let wants: Wanted = "value"; ; ) {
    const end = endOf(wants, text, at, open);
    if (typeof end !== "number") return end;
    wants = wantedAfter(wants, text, at, open);
    at = skipSpace(text, end);
    if (wants === "nothing") return at === text.length ? undefined : { offset: at, expected: "the end" };
  }
}

type Wanted = "value" | "value or end" | "key" | "key or end" | "colon" | "comma or end" | "nothing";

/** Where the wanted token ends that begins here. */
function endOf(wants: Wanted, text: string, at: number, open: readonly string[]): number | JsonError {
  const here = text[at] ?? "";
  const closing = open.at(-1) === "{" ? "}" : "]";
  if (wants.endsWith("or end") && here === closing && open.length > 0) return at + 1;
  if (wants === "colon") return here === ":" ? at + 1 : { offset: at, expected: "a colon" };
  if (wants === "comma or end") {
    return here === "," ? at + 1 : { offset: at, expected: `a comma or ${closing}` };
  }
  if (here === '"') return endOfString(text, at);
  if (wants.startsWith("key")) return { offset: at, expected: "a key in double quotes" };
  if (here === "{" || here === "[") return at + 1;
  word.lastIndex = at;
  return word.test(text) ? word.lastIndex : { offset: at, expected: "a value" };
}

const word = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** What must come after a token that was as wanted. */
function wantedAfter(wants: Wanted, text: string, at: number, open: ("{" | "[")[]): Wanted {
  const here = text[at] ?? "";
  if (wants === "colon") return "value";
  if (wants === "comma or end" && here === ",") return open.at(-1) === "{" ? "key" : "value";
  if (here === "{" || here === "[") {
    open.push(here);
    return here === "{" ? "key or end" : "value or end";
  }
  if (wants.startsWith("key") && here === '"') return "colon";
  if (here === "}" || here === "]") open.pop();
  return open.length > 0 ? "comma or end" : "nothing";
}

function endOfString(text: string, start: number): number | JsonError {
  for (let at = start + 1; ; at++) {
    const here = text[at];
    if (here === undefined) return { offset: at, expected: "the end of a string" };
    if (here === '"') return at + 1;
    if (here < " ") return { offset: at, expected: "an escape for a control character" };
    if (here !== "\\") continue;
    escaped.lastIndex = at;
    if (!escaped.test(text)) return { offset: at, expected: "an escape" };
    at = escaped.lastIndex - 1;
  }
}

const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

function skipSpace(text: string, from: number): number {
  let at = from;
  while (" \t\r\n".includes(text[at] ?? "x")) at++;
  return at;
}
