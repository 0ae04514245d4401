/** What to do about what Redocly's own rules find. Those in `rules/` say it themselves. */
const remedies: Record<string, string> = {
  struct: "Mend it as OpenAPI 3.1 wants it.",
  "no-unresolved-refs": "Write the file or mend what leads to it; where the YAML is wrong, mend that.",
  "no-invalid-media-type-examples":
    "Mend the example; when it is what Proto sends, mend the schema that it does not fit.",
  "no-invalid-schema-examples": "Mend the example, or the schema that it stands in.",
  "no-invalid-parameter-examples": "Mend the example, or the schema that it stands in.",
  "no-required-schema-properties-undefined":
    "List the property under `properties`, mend its name, or take it out of `required`.",
  "no-duplicated-enum-values": "Take one of the two out.",
  "no-enum-type-mismatch": "Quote the value, or mend `type`.",
  "operation-operationId-unique": "Give one of the two operations another operationId.",
};

/** What to do about a problem. @param suggestions names that may have been meant. */
export function remedyFor(rule: string, suggestions: string[] = []): string {
  const meant = suggestions.slice(0, 3).map((name) => `\`${name}\``);
  const guess = meant.length > 0 ? `Did you mean ${meant.join(" or ")}? ` : "";
  return `${guess}${remedies[rule] ?? `The rule is described at https://redocly.com/docs/cli/rules (${rule}).`}`;
}
