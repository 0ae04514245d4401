import { at, type Bundle } from "./bundle.ts";
import { nameFindings, partFindings } from "./document-findings.ts";
import { type Finding, greatest, type Unrated } from "./finding.ts";
import { type Impact, type Location, type RedoclyChange, redoclyDiff } from "./redocly-diff.ts";
import { type Rating, rules } from "./rules.ts";
import { ownerOf, type Pair, type Side, sideBySide } from "./side-by-side.ts";

/** A change as it stands in both copies, with Redocly's rating for each side; a side that does not see it has none. */
interface Seen {
  change: RedoclyChange;
  redocly: { receiver?: Impact; mockAuthor?: Impact };
}

/** What changed in each pair, rated. One run of `redocly diff` for all of them. */
export async function compareAll(pairs: readonly Pair[]): Promise<Finding[][]> {
  if (pairs.length === 0) return [];
  const { base, next } = sideBySide(pairs);
  const changes = await redoclyDiff(base, next);
  const seen = pairs.map(() => new Map<string, Seen>());
  for (const change of changes) {
    const located = locate(change);
    if (located === undefined) continue;
    const { side, index, change: own } = located;
    const key = `${own.kind} ${own.property} ${own.base?.pointer} ${own.revision?.pointer}`;
    const all = seen[index] as Map<string, Seen>;
    const entry = all.get(key) ?? { change: own, redocly: {} };
    entry.redocly[side] = own.impact;
    all.set(key, entry);
  }
  return pairs.map((pair, index) =>
    [
      ...[...(seen[index]?.values() ?? [])]
        .filter(({ change }) => !isRepeated(change))
        .map((one) => finding(one, pair)),
      ...nameFindings(pair),
      ...partFindings(pair),
    ]
      .map(rated)
      .sort((a, b) => compareTexts(a.pointer, b.pointer) || compareTexts(a.keyword ?? "", b.keyword ?? "")),
  );
}

/** `compareAll` for one pair. */
export async function compare(base: Bundle, next: Bundle): Promise<Finding[]> {
  return (await compareAll([{ base, next }]))[0] ?? [];
}

/** Whose change it is, with pointers that lead to what was changed. */
function locate(change: RedoclyChange): { index: number; side: Side; change: RedoclyChange } | undefined {
  const { base, revision } = change;
  const owner = ownerOf((revision ?? base)?.file ?? "");
  if (owner === undefined) return undefined;
  const own: RedoclyChange = {
    ...change,
    ...(base && { base: withoutKeyword(base, change) }),
    ...(revision && { revision: withoutKeyword(revision, change) }),
  };
  return { ...owner, change: own };
}

/** Redocly points to a keyword, or, without a value, to what lacks it. Here always to what has or lacks it. */
function withoutKeyword(place: Location, { property }: RedoclyChange): Location {
  if (property === undefined || property === "key" || place.value === undefined) return place;
  return { ...place, pointer: place.pointer.slice(0, -`/${property}`.length) };
}

/** A union's mapping says again what its members say. */
function isRepeated({ base, revision }: RedoclyChange): boolean {
  return [base, revision].some((place) => place?.pointer.includes("/discriminator/mapping"));
}

function finding({ change, redocly }: Seen, { base, next }: Pair): Unrated {
  const { kind, typeName, property, base: from, revision: to } = change;
  const pointer = (to ?? from)?.pointer ?? "";
  const list = (from ?? to)?.pointer.replace(/\/oneOf\/\d+$/, "") ?? "";
  const valueAt = (bundle: Bundle, place: { pointer: string } | undefined) => {
    const value = place && at(bundle, place.pointer);
    return property === undefined || property === "key"
      ? value
      : (value as Record<string, unknown> | undefined)?.[property];
  };
  return {
    kind,
    node: typeName,
    ...(property !== undefined && { keyword: property }),
    pointer,
    ...(property === "key" && from && { pointerBefore: from.pointer }),
    before: valueAt(base, from),
    after: valueAt(next, to),
    isOpen: Object.hasOwn((at(base, list) as object | undefined) ?? {}, "x-unrecognized"),
    receiver: redocly.receiver ?? "patch",
    mockAuthor: redocly.mockAuthor ?? "patch",
  };
}

function rated(found: Unrated): Finding {
  const rule = rules.find(({ applies }) => applies(found));
  if (rule === undefined) return found;
  const rate = (redocly: Impact, rating: Rating | undefined): Impact =>
    rating === "at least minor" ? (greatest([redocly, "minor"]) as Impact) : (rating ?? redocly);
  return {
    ...found,
    receiver: rate(found.receiver, rule.receiver),
    mockAuthor: rate(found.mockAuthor, rule.mockAuthor),
    why: rule.why,
  };
}

/** By code units: the same on every machine. */
function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
