/**
 * Where an offset in a text is, as editors count: `line 3, column 14`.
 *
 * @param firstLine the line of its file on which the text begins.
 */
export function placeOf(text: string, offset: number, firstLine: number): string {
  let line = firstLine;
  let start = 0;
  for (let end = text.indexOf("\n"); end >= 0 && end < offset; end = text.indexOf("\n", start)) {
    line++;
    start = end + 1;
  }
  return `line ${line}, column ${offset - start + 1}`;
}
