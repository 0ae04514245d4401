import { refName, type Schema, type Schemas, type Union, unionsOf } from "@proto-webhooks/scripts/generator";

/** The property that holds what a message says; its builder takes it first. */
const data = "data";

const filled = "what is missing and required is taken from the spec's examples.";

/** A builder for each schema of an object: `textMessage` for `TextMessage`. */
export function builderList(schemas: Schemas, names: string[]): string {
  const unions = unionsOf(schemas).filter((union) => names.includes(union.name));
  const builders = withoutData(schemas, names).flatMap((name) => {
    const schema = schemas[name];
    return schema?.properties ? builder(name, schema, unions) : [];
  });
  const imports = [
    'import type * as t from "@proto-webhooks/types";',
    'import * as strict from "@proto-webhooks/validators/strict";',
    'import { build, dataFirst } from "../build.ts";',
    'import type { Given } from "../given.ts";',
  ];
  return `${imports.join("\n")}\n\n${builders.join("\n\n")}`;
}

/** The members of all unions, whose tag cannot be guessed: it must be given where a union is asked for. */
export function memberTypes(schemas: Schemas, names: string[]): string {
  const unions = unionsOf(schemas).filter((union) => names.includes(union.name));
  const union = (values: string[]) => [...new Set(values)].join(" | ");
  return [
    'import type * as t from "@proto-webhooks/types";\n',
    "/** What is told apart by its tag. */",
    `export type Member = ${union(unions.map(({ name }) => `t.${name}`))};`,
    "/** The property that tells members apart. */",
    `export type Tag = ${union(unions.map(({ tag }) => JSON.stringify(tag)))};`,
  ].join("\n");
}

/** Without the data of messages: it has no builder, as its message's takes what it holds. */
export function withoutData(schemas: Schemas, names: string[]): string[] {
  const unions = unionsOf(schemas).filter((union) => names.includes(union.name));
  const ofData = new Set(unions.flatMap((union) => dataSchemas(schemas, union)));
  return names.filter((name) => !ofData.has(name));
}

/** What a schema's builder is called. */
export function builderName(schema: string): string {
  return schema.charAt(0).toLowerCase() + schema.slice(1);
}

function dataSchemas(schemas: Schemas, union: Union): string[] {
  return Object.values(union.members).flatMap((member) => {
    const ref = schemas[member]?.properties?.[data]?.$ref;
    return ref ? [refName(ref)] : [];
  });
}

function builder(name: string, schema: Schema, unions: Union[]): string {
  const union = unions.find(({ members }) => Object.values(members).includes(name));
  const properties = Object.entries(schema.properties ?? {});
  const [only] = properties;
  const type = `t.${name}`;
  const args = `"${name}", strict.validate${name}`;
  if (union && schema.properties?.[data]) {
    return source(name, schema, {
      params: [
        `data?: Given<${type}[${JSON.stringify(data)}]>`,
        `rest?: Given<Omit<${type}, ${omitted(union, data)}>>`,
      ],
      docs: [
        `@param data what the message says; ${filled}`,
        "@param rest the message's other properties, such as its author.",
      ],
      body: `dataFirst(${args}, "${data}", data, rest)`,
    });
  }
  if (properties.length === 1 && only?.[1].type === "array") {
    const [key] = only;
    return source(name, schema, {
      params: [`${key}?: Given<${type}[${JSON.stringify(key)}]>`],
      docs: [`@param ${key} what it consists of; ${filled}`],
      body: `build(${args}, ${key} && { ${key} })`,
    });
  }
  const given = union ? `Omit<${type}, ${omitted(union)}>` : type;
  return source(name, schema, {
    params: [`given?: Given<${given}>`],
    docs: [`@param given its properties; ${filled}`],
    body: `build(${args}, given)`,
  });
}

function omitted(union: Union, ...others: string[]): string {
  return [union.tag, ...others].map((key) => JSON.stringify(key)).join(" | ");
}

interface BuilderParts {
  params: string[];
  docs: string[];
  body: string;
}

function source(name: string, schema: Schema, { params, docs, body }: BuilderParts): string {
  return [
    "/**",
    ` * Builds a {@link t.${name}}. ${schema.description ?? ""}`,
    " *",
    ...docs.map((line) => ` * ${line}`),
    " * @throws {InvalidValueError} when the value would not fit the spec.",
    " */",
    `export function ${builderName(name)}(${params.join(", ")}): t.${name} {`,
    `  return ${body};`,
    "}",
  ].join("\n");
}
