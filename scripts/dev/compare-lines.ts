/** A line that is in one of two texts only. */
export interface ChangedLine {
  /** `-`: in the first; `+`: in the second. */
  mark: "+" | "-";
  line: string;
}

/** The lines that two texts do not share, in order: of what is taken out and put in at one place, the first comes first. */
export function compareLines(before: string, after: string): ChangedLine[] {
  const a = before === "" ? [] : before.split("\n");
  const b = after === "" ? [] : after.split("\n");
  const common = longestCommon(a, b);
  const changes: ChangedLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [line, other] = [a[i], b[j]];
    if (line !== undefined && line === other) {
      i += 1;
      j += 1;
    } else if (line !== undefined && (other === undefined || at(common, i + 1, j) >= at(common, i, j + 1))) {
      changes.push({ mark: "-", line });
      i += 1;
    } else if (other !== undefined) {
      changes.push({ mark: "+", line: other });
      j += 1;
    }
  }
  return changes;
}

/** How many lines can be kept from line `i` of the one and line `j` of the other on. */
function longestCommon(a: string[], b: string[]): number[][] {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const row = table[i] ?? [];
    for (let j = b.length - 1; j >= 0; j -= 1) {
      row[j] =
        a[i] === b[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1));
    }
  }
  return table;
}

function at(table: number[][], i: number, j: number): number {
  return table[i]?.[j] ?? 0;
}
