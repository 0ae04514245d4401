/** The first place where a text stops being JSON. It names what is expected there, never what the text says. */
export interface JsonMistake {
  /** In UTF-16 code units; the length of the text when it ends too soon. */
  offset: number;
  expected: string;
  found: string;
}

type State = "value" | "firstValue" | "key" | "firstKey" | "colon" | "afterValue";

const expectations: Record<State, string> = {
  value: "a value",
  firstValue: "a value or ]",
  key: "a property name in double quotes",
  firstKey: "a property name in double quotes or }",
  colon: "a colon",
  afterValue: "the end",
};

/** Finds the first syntax error of a text, undefined when it is JSON. Depth costs memory only, never the call stack. */
export function findSyntaxError(text: string): JsonMistake | undefined {
  const open: ("{" | "[")[] = [];
  let state: State = "value";
  let offset = skipSpace(text, 0);
  while (offset < text.length || state !== "afterValue" || open.length > 0) {
    const expected = state === "afterValue" ? afterValue(open.at(-1)) : expectations[state];
    const token = readToken(text, offset);
    if (token.broken) return token.broken;
    const next = follow(state, token.kind, open);
    if (!next) return { offset, expected, found: describe(text[offset]) };
    state = next;
    offset = skipSpace(text, token.end);
  }
  return undefined;
}

/** The state after a token, undefined where it may not stand. Keeps `open` up to date. */
function follow(state: State, kind: string, open: ("{" | "[")[]): State | undefined {
  const isValue = state === "value" || state === "firstValue";
  const isKey = state === "key" || state === "firstKey";
  if (isKey && kind === "string") return "colon";
  if (isValue && (kind === "string" || kind === "word")) return "afterValue";
  if (isValue && (kind === "{" || kind === "[")) {
    open.push(kind);
    return kind === "{" ? "firstKey" : "firstValue";
  }
  if (state === "colon" && kind === ":") return "value";
  if (state === "afterValue" && kind === "," && open.length > 0) return open.at(-1) === "{" ? "key" : "value";
  const mayClose = state === "afterValue" || state === (kind === "}" ? "firstKey" : "firstValue");
  if (mayClose && closes(kind, open.at(-1))) {
    open.pop();
    return "afterValue";
  }
  return undefined;
}

function closes(kind: string, opened: string | undefined): boolean {
  return (kind === "}" && opened === "{") || (kind === "]" && opened === "[");
}

function afterValue(opened: "{" | "[" | undefined): string {
  if (opened === undefined) return "the end";
  return opened === "{" ? "a comma or }" : "a comma or ]";
}

interface Token {
  /** A punctuation mark, `string`, `word` (a number, true, false or null), or `other`. */
  kind: string;
  end: number;
  broken?: JsonMistake;
}

const word = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

function readToken(text: string, offset: number): Token {
  const first = text[offset] ?? "";
  if (first === '"') return readString(text, offset);
  if (first !== "" && "{}[],:".includes(first)) return { kind: first, end: offset + 1 };
  word.lastIndex = offset;
  return word.test(text) ? { kind: "word", end: word.lastIndex } : { kind: "other", end: offset };
}

const escapeSequence = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

function readString(text: string, start: number): Token {
  let offset = start + 1;
  for (; offset < text.length && text[offset] !== '"'; offset++) {
    if ((text[offset] as string) < " ") {
      const broken = { offset, expected: "it escaped, as in \\n", found: "a control character in a string" };
      return { kind: "string", end: offset, broken };
    }
    if (text[offset] !== "\\") continue;
    escapeSequence.lastIndex = offset;
    if (!escapeSequence.test(text)) {
      const broken = {
        offset,
        expected: "\\n, \\u0041 or the like",
        found: "a backslash that escapes nothing",
      };
      return { kind: "string", end: offset, broken };
    }
    offset = escapeSequence.lastIndex - 1;
  }
  if (offset < text.length) return { kind: "string", end: offset + 1 };
  return { kind: "string", end: offset, broken: { offset, expected: "a closing quote", found: "the end" } };
}

function skipSpace(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && " \t\n\r".includes(text[end] as string)) end++;
  return end;
}

function describe(character: string | undefined): string {
  if (character === undefined) return "the end";
  if ("{}[],:".includes(character)) return character;
  if (character === '"') return "a string";
  if (character === "'") return "a single quote";
  if (character === "/") return "a slash (JSON has no comments)";
  if (/[\d+.-]/.test(character)) return "a number or a part of one";
  return /\w/.test(character) ? "a word" : "another character";
}
