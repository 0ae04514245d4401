/** What kills a mutant, by the kind of its change; the first that fits. */
const remedies: [kind: RegExp, remedy: string][] = [
  [/^required dropped/, "a case without it: `missing_property`"],
  [/^required added/, "a valid case, or an example, without it"],
  [/^properties/, "an example that has it, and a case in which it is wrong"],
  [/^additionalProperties/, "a case of mode strict with a property that is not listed: `unknown_property`"],
  [/^type (\w+) added/, "a case in which it is of type $1: `wrong_type`"],
  [/^type (\w+) dropped/, "a valid case, or an example, in which it is of type $1"],
  [/^type removed/, "a case in which it is of no type that it may be of: `wrong_type`"],
  [/^\$ref null added/, "a case in which it is null: `wrong_type`"],
  [/^(\$ref|items)/, "a case in which it, or an item of it, is of another type: `wrong_type`"],
  [/^const removed/, "a case of its own schema with another value: `wrong_value`"],
  [
    /^enum (removed|added)/,
    "a case with a value that is not in the list, such as one in capitals: `wrong_value`",
  ],
  [/^(const|enum|oneOf|discriminator)/, "an example that has it"],
  [/^format removed/, "a case of mode strict in which it is no URI: `wrong_format`"],
  [/^format added/, "an example in which it is no URI"],
  [/^minLength/, "a valid case in which it is empty"],
  [/^minItems/, "a valid case, or an example, in which the list is empty"],
  [
    /^maxItems (added|lowered)/,
    "a valid case, or an example, with as many items as there may be, two at least",
  ],
  [/^maxItems/, "a case with one item too many: `too_many_items`"],
  [/^x-unrecognized removed/, "a valid case of mode tolerant with one that is not listed"],
  [/^x-unrecognized/, "a case with one that is not listed: `wrong_value`"],
];

/** What would kill a mutant of this kind. */
export function remedyFor(kind: string): string {
  const [pattern, remedy] = remedies.find(([fits]) => fits.test(kind)) ?? [];
  if (!pattern || remedy === undefined) return "a row of spec/test/support/operation-rows.ts";
  return kind.replace(new RegExp(`${pattern.source}.*`), remedy);
}
