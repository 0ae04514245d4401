/** What kind of mistake an issue is about. */
export type IssueKind =
  | "missing_property"
  | "wrong_type"
  | "wrong_value"
  | "wrong_format"
  | "too_many_items"
  | "unknown_property";

/** One mistake in a value. It names places and kinds, never a value: it is safe in a log. */
export interface Issue {
  kind: IssueKind;
  /** Where, as keys and indexes from the root of the value. A missing property is named, not its parent. */
  path: (string | number)[];
  /** The same as a JSON pointer (RFC 6901): `/events/0/chat/id`. */
  pointer: string;
  /** What would have been right: `a string`, `at most 3 items`. */
  expected: string;
  /** The kind of what was there: `null`, `an object`, `4` items, `nothing`. */
  found: string;
  /** The name that was perhaps meant, for an unknown property or type. Strict validators only. */
  suggestion?: string;
  /** All of it in one line: `events[0].chat.id: expected a string, found null`. */
  message: string;
}

/** What a validator says of a value. */
export type Result<T> = { ok: true; value: T } | { ok: false; issues: Issue[] };

type IssueFacts = Omit<Issue, "pointer" | "message">;

/** Completes an issue by its pointer and its line. */
export function issue(facts: IssueFacts): Issue {
  const meant = facts.suggestion === undefined ? "" : `; did you mean "${facts.suggestion}"?`;
  return {
    ...facts,
    pointer: pointerOf(facts.path),
    message: `${placeOf(facts.path)}: expected ${facts.expected}, found ${facts.found}${meant}`,
  };
}

/** The same issue, seen from further out: `path` leads to the value that was judged. */
export function issueWithin(path: (string | number)[], { pointer: _p, message: _m, ...facts }: Issue): Issue {
  return issue({ ...facts, path: [...path, ...facts.path] });
}

/** A path as a JSON pointer (RFC 6901). */
export function pointerOf(path: (string | number)[]): string {
  return path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** A path as code would write it: `events[0].chat.id`. */
function placeOf(path: (string | number)[]): string {
  if (path.length === 0) return "the whole value";
  const steps = path.map((key) => {
    if (typeof key === "number") return `[${key}]`;
    return /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
  });
  return steps.join("").replace(/^\./, "");
}

/** The kind of a JSON value in words; never the value. */
export function kindOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
