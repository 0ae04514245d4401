import type { Node } from "yaml";

type Part = Node | null | undefined;

/**
 * Puts lines after an item, indented like the line that it begins on.
 *
 * @param item the last item of a list, or the last key of a map.
 * @param value what the item ends with, when that is another part: the value of the key.
 */
export function insertAfter(text: string, item: Part, lines: string, value: Part = item): string {
  const [start] = rangeOf(item);
  const [, end] = rangeOf(value);
  const line = text.slice(text.lastIndexOf("\n", start) + 1);
  const indent = /^ */.exec(line)?.[0] ?? "";
  // The end of a map may be that of its last line, behind the break.
  const rest = text.indexOf("\n", end - (text[end - 1] === "\n" ? 1 : 0));
  const at = rest === -1 ? text.length : rest;
  const inserted = lines.replaceAll(/^/gm, indent);
  return `${text.slice(0, at)}\n${inserted}${text.slice(at)}`;
}

/** Puts a word in the place of a node. */
export function replaceAt(text: string, node: Node, word: string): string {
  const [start, end] = rangeOf(node);
  return text.slice(0, start) + word + text.slice(end);
}

function rangeOf(node: Part): [start: number, end: number] {
  // A node that was read has one; the unions and the list of examples are never empty.
  if (!node?.range) throw new Error("A part of the spec that should be there is empty.");
  return [node.range[0], node.range[1]];
}
