import { gunzipSync } from "node:zlib";

const block = 512;

/**
 * The files of a package's tarball by their path in the package, `package.json` say.
 *
 * @throws when an entry is no file that npm installs: a link, or a path that leads out of the package.
 */
export function readTarball(bytes: Uint8Array): Map<string, Buffer> {
  const tar = gunzipSync(bytes);
  const files = new Map<string, Buffer>();
  let longPath: string | undefined;
  for (let at = 0; at + block <= tar.length && tar[at] !== 0; ) {
    const text = (from: number, length: number): string =>
      tar.toString("utf8", at + from, at + from + length).replace(/\0.*$/s, "");
    const size = Number.parseInt(text(124, 12), 8);
    const type = text(156, 1);
    const prefix = text(345, 155);
    const content = tar.subarray(at + block, at + block + size);
    const path = longPath ?? (prefix ? `${prefix}/${text(0, 100)}` : text(0, 100));
    longPath = undefined;
    // A path of more than 100 letters stands in an extended header before its file.
    if (type === "x") longPath = /\d+ path=([^\n]*)\n/.exec(content.toString("utf8"))?.[1];
    else if (type === "0" || type === "") files.set(inPackage(path), Buffer.from(content));
    else if (type !== "g" && type !== "5")
      throw new Error(`${path} in the tarball is a link, or nothing known.`);
    at += block + Math.ceil(size / block) * block;
  }
  return files;
}

/** Every path begins with one folder, whose name is not part of the package. */
function inPackage(path: string): string {
  const [, ...rest] = path.split("/");
  if (rest.length === 0 || rest.includes(".."))
    throw new Error(`${path} in the tarball leads out of the package.`);
  return rest.join("/");
}

/** The files that are not the same in both, or are in one only. */
export function differences(a: ReadonlyMap<string, Buffer>, b: ReadonlyMap<string, Buffer>): string[] {
  return [...new Set([...a.keys(), ...b.keys()])]
    .filter((path) => {
      const [one, other] = [a.get(path), b.get(path)];
      return one === undefined || other === undefined || !one.equals(other);
    })
    .sort();
}
