import type { Schemas, Union } from "@proto-webhooks/scripts/generator";

/** The listed types as constant tuples: `eventTypes` for the union `Event`, `mediaTypes` for the enum `MediaType`. */
export function tuples(schemas: Schemas, unions: Union[]): string {
  const ofUnions = unions.map((union) =>
    tuple(
      `${union.name}Types`,
      Object.keys(union.members),
      `The \`${union.tag}\` of each {@link ${union.name}} that the spec lists.`,
    ),
  );
  const ofEnums = Object.entries(schemas).flatMap(([name, { enum: values }]) =>
    values ? tuple(`${name}s`, values, `Each {@link ${name}} that the spec lists.`) : [],
  );
  return [...ofUnions, ...ofEnums].join("\n\n");
}

function tuple(name: string, values: string[], doc: string): string {
  const items = values.map((value) => JSON.stringify(value)).join(", ");
  const constant = name.charAt(0).toLowerCase() + name.slice(1);
  return `/** ${doc} */\nexport const ${constant}: readonly [${items}] = [${items}];`;
}
