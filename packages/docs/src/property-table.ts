import { heading, link } from "./headings.ts";
import { refName, resolve, type Schema, type Spec } from "./spec.ts";

/** A Markdown table of an object's properties: what each is, where the fact comes from, what it means. */
export function propertyTable(spec: Spec, schema: Schema): string {
  const rows = propertyRows(spec, schema, "");
  if (rows.length === 0) return "No property is listed.";
  return ["| Property | Type | Provenance | Description |", "|---|---|---|---|", ...rows].join("\n");
}

function propertyRows(spec: Spec, schema: Schema, path: string): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const target = resolve(spec, property);
    const cells = [
      `\`${path}${name}\``,
      typeAndPresence(spec, property, schema.required?.includes(name) ?? false),
      target["x-provenance"] ?? "",
      target.description ?? "",
    ];
    const row = `| ${cells.map(cell).join(" | ")} |`;
    const element = target.items ?? property;
    const nested = isShownInPlace(spec, element) ? resolve(spec, element) : {};
    return [row, ...propertyRows(spec, nested, `${path}${name}${target.items ? "[]" : ""}.`)];
  });
}

/** An object that only one other uses is shown inside that one; all others have a section of their own. */
export function isShownInPlace(spec: Spec, schema: Schema): boolean {
  const name = refName(schema);
  if (name === undefined || !resolve(spec, schema).properties) return false;
  const uses = Object.values(spec.components.schemas)
    .flatMap((user) => Object.values(user.properties ?? {}))
    .filter((property) => refName(property) === name || refName(property.items ?? {}) === name);
  return uses.length === 1;
}

function typeAndPresence(spec: Spec, property: Schema, required: boolean): string {
  const types = [resolve(spec, property).type ?? []].flat();
  // The sibling properties of the buttons: another button has them, this one never does.
  if (types.length === 1 && types[0] === "null") return required ? "null" : "absent or null";
  const nullable = types.includes("null");
  const presence = required ? (nullable ? "may be null" : "") : nullable ? "optional" : "may be absent";
  return [typeText(spec, property), presence].filter(Boolean).join(", ");
}

function typeText(spec: Spec, schema: Schema): string {
  const target = resolve(spec, schema);
  const name = refName(schema);
  if (target.const !== undefined) return `\`${JSON.stringify(target.const)}\``;
  if (target.discriminator) return link(heading.union(target), name ?? "union");
  if (target.enum) return `${link(heading.enum(target), name ?? "enum")}: ${target.enum.join(", ")}`;
  if (target.items && !name && [target.type].flat().includes("array")) {
    const most = target.maxItems === undefined ? "" : `, ${target.maxItems} at most`;
    return `${plainTypes(target)} of ${typeText(spec, target.items)}${most}`;
  }
  if (name === undefined)
    return target.format ? `${plainTypes(target)} (${target.format})` : plainTypes(target);
  return isShownInPlace(spec, schema) || !target.properties ? name : link(heading.object(target), name);
}

function plainTypes(schema: Schema): string {
  const types = [schema.type ?? "any"].flat().filter((type) => type !== "null");
  // `of` must follow the array.
  return [...types.filter((type) => type !== "array"), ...types.filter((type) => type === "array")].join(
    " or ",
  );
}

function cell(text: string): string {
  return text.trim().replaceAll("|", "\\|").replaceAll("\n", " ");
}
