import { type Schemas, type Union, unionOf } from "@proto-webhooks/scripts/generator";
import { builderName, withoutData } from "./builders.ts";

/** What can be made: what has a builder, and each union. */
export function makerNames(schemas: Schemas, names: string[]): string[] {
  return withoutData(schemas, names).filter((name) => schemas[name]?.properties || schemas[name]?.oneOf);
}

/** The types of what can be made, by the name of its builder, and the schema of each. */
export function madeTypes(schemas: Schemas, names: string[]): string {
  const types = names.map(
    (name) =>
      `  /** A {@link t.${typeOf(schemas, name)}}. */\n  ${builderName(name)}: t.${typeOf(schemas, name)};`,
  );
  const schemaNames = names.map((name) => `  ${builderName(name)}: ${JSON.stringify(name)},`);
  return [
    'import type * as t from "@proto-webhooks/types";\n',
    "/** What can be made, by the name of its builder. */",
    "export interface Made {",
    ...types,
    "}\n",
    "/** The schema of each. */",
    "export const madeSchemas: Readonly<Record<keyof Made, string>> = {",
    ...schemaNames,
    "};",
  ].join("\n");
}

/** An arbitrary for each: `textMessage()`. */
export function arbitraryList(schemas: Schemas, names: string[]): string {
  const imports = [
    'import type * as t from "@proto-webhooks/types";',
    'import type { Arbitrary } from "fast-check";',
    'import { type ArbitraryOptions, arbitraryOf } from "../arbitraries/arbitrary-of.ts";',
  ];
  return `${imports.join("\n")}\n\n${names.map((name) => arbitrary(schemas, name)).join("\n\n")}`;
}

function arbitrary(schemas: Schemas, name: string): string {
  const type = `Arbitrary<t.${name}>`;
  const signature = `export function ${builderName(name)}`;
  // Without what a receiver lets pass, none of a union is unrecognized.
  const overloads = openUnion(schemas, name) && [
    `${signature}(options?: ArbitraryOptions & { tolerant?: false }): Arbitrary<t.${typeOf(schemas, name)}>;`,
    `${signature}(options?: ArbitraryOptions): ${type};`,
  ];
  return [
    `/** Any {@link t.${name}}. ${schemas[name]?.description ?? ""} */`,
    ...(overloads || []),
    `${signature}(options?: ArbitraryOptions): ${type} {`,
    `  return arbitraryOf("${name}", options);`,
    "}",
  ].join("\n");
}

/** The public type of what fits the spec: of an open union, its known members. */
function typeOf(schemas: Schemas, name: string): string {
  return openUnion(schemas, name) ? `Known${name}` : name;
}

function openUnion(schemas: Schemas, name: string): Union | undefined {
  const union = unionOf(name, schemas[name] ?? {});
  return union?.unrecognized === undefined ? undefined : union;
}
