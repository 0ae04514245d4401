import { CliError } from "../cli-error.ts";
import { printable } from "../printable.ts";

/** What `--set path=value` asks for. */
export interface Assignment {
  /** The path as it was written, safe to show. */
  shown: string;
  /** Names of properties and indexes of lists, from the delivery inwards; at least one. */
  keys: readonly (string | number)[];
  value: unknown;
}

/**
 * Reads `events[0].chat.id=chat_7` or `/events/0/chat/id=chat_7`. A value that is JSON is that; any other is a text.
 *
 * @throws CliError when it has no value, or its path cannot be read.
 */
export function parseAssignment(text: string): Assignment {
  const sign = text.indexOf("=");
  if (sign < 0) throw new CliError(`--set ${printable(text)}: it has no value. ${example}`);
  const path = text.slice(0, sign);
  const keys = path.startsWith("/") ? pointerKeys(path) : dottedKeys(path);
  const shown = printable(path);
  if (!keys) throw new CliError(`--set ${shown}: this is no path. ${example}`);
  return { shown, keys, value: jsonOrText(text.slice(sign + 1)) };
}

const example = "Write it as events[0].chat.id=chat_7, or /events/0/chat/id=chat_7.";

/** A name, or an index in brackets; a dot between two names. */
const step = /(?:^|\.)([\w$-]+)|\[(\d{1,9})\]/y;

function dottedKeys(path: string): (string | number)[] | undefined {
  const keys: (string | number)[] = [];
  step.lastIndex = 0;
  for (let end = 0; end < path.length; end = step.lastIndex) {
    const [, name, index] = step.exec(path) ?? [];
    if (name === undefined && index === undefined) return undefined;
    keys.push(name ?? Number(index));
  }
  return keys.length > 0 ? keys : undefined;
}

/** A JSON pointer (RFC 6901). Whether a number is an index shows when it is applied. */
function pointerKeys(path: string): string[] {
  return path
    .slice(1)
    .split("/")
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
