/**
 * Puts a generated part between its markers, `<!-- NAME -->` and `<!-- /NAME -->`.
 *
 * @throws when the text has no such markers.
 */
export function withMarkedTable(text: string, name: string, table: string): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from)
    throw new Error(`There are no lines ${begin} and ${end} to put the table between.`);
  return `${text.slice(0, from + begin.length)}\n\n${table}\n\n${text.slice(to)}`;
}
