import { Document, isMap, isScalar, isSeq, type Node, type Pair, parseDocument, type YAMLMap } from "yaml";

/** Which part of the bundle a source file became, as the keys that lead there, and its text. */
export interface Source {
  at: readonly string[];
  text: string;
}

/**
 * The bundle as YAML, with the comments of the files that it was made of. YAML 1.1 and 1.2 read it alike: words such as
 * `no` are quoted.
 */
export function openapiYaml(bundle: unknown, sources: readonly Source[]): string {
  const document = new Document(bundle, { version: "1.1", aliasDuplicateObjects: false });
  for (const { at, text } of sources) {
    if (!/^\s*#|\s#/m.test(text)) continue;
    const target = at.length === 0 ? document.contents : document.getIn(at, true);
    const source = parseDocument(text);
    copyComments(source.contents, target);
  }
  return document.toString({ blockQuote: "literal", lineWidth: 110 });
}

/** Copies the comments of a node, and of all below it that the other has too. */
function copyComments(from: unknown, to: unknown): void {
  copyOwn(from as Node, to as Node);
  if (isMap(from) && isMap(to)) {
    for (const pair of from.items) {
      const same = pairOf(to, pair.key);
      if (!same) continue;
      copyOwn(pair.key as Node, same.key as Node);
      copyComments(pair.value, same.value);
    }
  }
  if (isSeq(from) && isSeq(to)) {
    for (const [index, item] of from.items.entries()) copyComments(item, to.items[index]);
  }
}

function pairOf(map: YAMLMap, key: unknown): Pair | undefined {
  return map.items.find(
    (pair) => isScalar(pair.key) && pair.key.value === (isScalar(key) ? key.value : undefined),
  );
}

function copyOwn(from: Node | null | undefined, to: Node | null | undefined): void {
  if (from?.commentBefore && to) to.commentBefore = from.commentBefore;
  if (from?.comment && to) to.comment = from.comment;
}
