import type { Node, YAMLMap, YAMLSeq } from "yaml";
import type { Kind } from "./kind.ts";
import type { TypeName } from "./name-type.ts";
import type { SpecFiles } from "./open-spec.ts";
import { insertAfter, replaceAt } from "./place-in-text.ts";

/** Lists a type in both places of its union; all else in the file stays by the letter. */
export function addToUnion(spec: SpecFiles, kind: Kind, name: TypeName): void {
  const file = `schemas/${kind.union}.yaml`;
  const target = `${name.schema}.yaml`;
  const document = spec.yaml(file);
  const members = document.get("oneOf") as YAMLSeq<Node>;
  const mapping = document.getIn(["discriminator", "mapping"]) as YAMLMap<Node, Node>;
  const lastMember = members.items.at(-1);
  const lastType = mapping.items.at(-1)?.value;
  const text = spec.text(file);
  // The later place first, as what is put in before it would move it.
  const mapped = insertAfter(text, lastType, `${name.type}: ${target}`);
  spec.put(file, insertAfter(mapped, lastMember, `- $ref: ${target}`));
  renameExample(spec, kind, name);
}

/** What was an example of a type that is not listed is none any more. */
function renameExample(spec: SpecFiles, kind: Kind, name: TypeName): void {
  const file = `schemas/Unrecognized${kind.union}.yaml`;
  const examples = spec.yaml(file).getIn(["properties", "type", "examples"]) as YAMLSeq<
    Node & { value: unknown }
  >;
  const listed = examples.items.find(({ value }) => value === name.type);
  if (listed) spec.put(file, replaceAt(spec.text(file), listed, `some_future_${kind.union.toLowerCase()}`));
}
