/** Whether a version comes after another, by the rules of semver. */
export function isNewer(version: string, than: string): boolean {
  return compare(version, than) > 0;
}

function compare(a: string, b: string): number {
  const [numbersOfA, beforeA] = parts(a);
  const [numbersOfB, beforeB] = parts(b);
  for (const [index, number] of numbersOfA.entries()) {
    const difference = number - (numbersOfB[index] ?? 0);
    if (difference !== 0) return difference;
  }
  // 1.0.0-next.1 comes before 1.0.0.
  if (beforeA === undefined || beforeB === undefined)
    return Number(beforeB !== undefined) - Number(beforeA !== undefined);
  return comparePrereleases(beforeA.split("."), beforeB.split("."));
}

function parts(version: string): [numbers: number[], prerelease: string | undefined] {
  const match = /^(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+.*)?$/.exec(version);
  if (match === null) throw new Error(`${version} is no version: it has to look like 1.2.3 or 1.2.3-next.0.`);
  return [match.slice(1, 4).map(Number), match[4]];
}

/** Numbers by their value and before words, words by their letters; what has more parts comes later. */
function comparePrereleases(a: string[], b: string[]): number {
  for (const [index, one] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    if (one === other) continue;
    const [isNumber, otherIsNumber] = [/^\d+$/.test(one), /^\d+$/.test(other)];
    if (isNumber && otherIsNumber) return Number(one) - Number(other);
    if (isNumber !== otherIsNumber) return isNumber ? -1 : 1;
    return one < other ? -1 : 1;
  }
  return a.length - b.length;
}
