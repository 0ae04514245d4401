/**
 * The same JSON as another sender might write it: members in the opposite order, white space between all tokens, numbers
 * with an exponent, each character of a text escaped.
 */
export function respell(value: unknown): string {
  if (typeof value === "number") return /e/.test(`${value}`) ? `${value}` : `${value}E+0`;
  if (typeof value === "string") return `"${[...value].map(escaped).join("")}"`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[ ${value.map(respell).join(" , ")} ]`;
  const members = Object.entries(value).reverse();
  return `{\n${members.map(([name, item]) => `${respell(name)} :\t${respell(item)}`).join(" ,\r\n")} }`;
}

function escaped(character: string): string {
  return [...Array(character.length).keys()]
    .map((at) => `\\u${character.charCodeAt(at).toString(16).toUpperCase().padStart(4, "0")}`)
    .join("");
}
