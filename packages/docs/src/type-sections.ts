import { collectExamples, type Example } from "./collect-examples.ts";
import { heading } from "./headings.ts";
import { isShownInPlace, propertyTable } from "./property-table.ts";
import { readingOrder } from "./reading-order.ts";
import { branches, refName, resolve, type Schema, type Spec } from "./spec.ts";

/**
 * Markdown with a section for each event, message, button and other type of the spec: its properties with their
 * provenance, and its examples.
 *
 * Redoc shows a union as a drop-down of which one branch is visible; this text shows all, and is there without
 * a click. Nothing in it is written by hand: what the spec lists is shown.
 */
export function typeSections(spec: Spec): string {
  const examples = collectExamples(spec);
  const schemas = [...readingOrder(spec).values()];
  const unions = schemas.filter((schema) => schema.discriminator);
  const enums = schemas.filter((schema) => schema.enum);
  return [
    ...unions.map((union) => unionSection(spec, union, examples)),
    ...enums.map((schema) => enumSection(schema, examples)),
    objectsSection(spec, unions, examples),
  ].join("\n\n");
}

type Examples = Map<string, Example[]>;

function unionSection(spec: Spec, union: Schema, examples: Examples): string {
  const property = union.discriminator?.propertyName;
  const listed = [...branches(union)].map(([type, name]) => ({
    name,
    is: `\`${property}\` is \`${type}\`. `,
  }));
  const other = refName(union["x-unrecognized"] ?? {});
  const open = { name: other ?? "", is: `\`${property}\` is none of the above. A receiver lets it pass. ` };
  return [
    `# ${heading.union(union).group}`,
    union.description,
    ...[...listed, ...(other === undefined ? [] : [open])].map(({ name, is }) => {
      const schema = resolve(spec, { $ref: `#/components/schemas/${name}` });
      return [
        `## ${heading.branch(union, schema).title}`,
        about(schema, is),
        propertyTable(spec, schema),
        ...(examples.get(name) ?? []).map(exampleBlock),
      ].join("\n\n");
    }),
  ].join("\n\n");
}

function enumSection(schema: Schema, examples: Examples): string {
  const closed = schema["x-unrecognized"]
    ? "A receiver lets other values pass. "
    : "No other value is valid. ";
  return [
    `# ${heading.enum(schema).group}`,
    about(schema, closed),
    ...(schema.enum ?? []).map((value) =>
      [`## ${value}`, ...(examples.get(`${schema.title}/${value}`) ?? []).slice(0, 1).map(exampleBlock)].join(
        "\n\n",
      ),
    ),
  ].join("\n\n");
}

/** What is neither a branch of a union nor shown inside the one object that uses it. */
function objectsSection(spec: Spec, unions: Schema[], examples: Examples): string {
  const inUnions = unions.flatMap((union) => [
    ...branches(union).values(),
    refName(union["x-unrecognized"] ?? {}),
  ]);
  const objects = [...readingOrder(spec)].filter(
    ([name, schema]) =>
      schema.properties &&
      !inUnions.includes(name) &&
      !isShownInPlace(spec, { $ref: `#/components/schemas/${name}` }),
  );
  return [
    "# Objects",
    "The objects that several others use, and the bodies of requests and answers.",
    ...objects.map(([name, schema]) =>
      [
        `## ${heading.object(schema).title}`,
        about(schema, ""),
        propertyTable(spec, schema),
        ...(examples.get(name) ?? []).slice(0, 1).map(exampleBlock),
      ].join("\n\n"),
    ),
  ].join("\n\n");
}

function about(schema: Schema, more: string): string {
  const provenance = schema["x-provenance"] ?? "not stated";
  return `${schema.description ?? ""}\n\n${more}Schema: \`${schema.title}\`. Provenance: ${provenance}.`;
}

function exampleBlock({ summary, value }: Example): string {
  // To Redoc, `{%` begins a tag of its templates, in code too, and a wrong tag hides the page. This is the same JSON.
  const json = JSON.stringify(value, null, 2).replaceAll("{%", "{\\u0025");
  return `Example: ${summary}\n\n\`\`\`json\n${json}\n\`\`\``;
}
