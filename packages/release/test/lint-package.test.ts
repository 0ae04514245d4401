// publint and attw are really asked: each is shown a fault, in a real tarball.
import { afterEach, beforeEach, expect, test } from "vitest";
import { lintPackage } from "../src/lint-package.ts";
import { packPackages } from "../src/pack.ts";
import { publicPackages } from "../src/public-packages.ts";
import { type SmallRepo, smallRepo } from "./support/small-repo.ts";

let repo: SmallRepo;
beforeEach(() => {
  repo = smallRepo();
});
afterEach(() => repo.remove());

async function findings(exports: object, declaration: string): Promise<string[]> {
  const manifest = { name: "@scope/gamma", version: "0.1.0", license: "MIT", type: "module", exports };
  repo.write("packages/c/package.json", JSON.stringify(manifest));
  repo.write("packages/c/index.d.ts", declaration);
  const gamma = publicPackages(repo.root).filter(({ name }) => name === "@scope/gamma");
  return (await Promise.all((await packPackages(gamma, `${repo.root}/packed`)).map(lintPackage))).flat();
}

const declaration = "export declare const one: number;\n";

test("a package of modules, with their types, has nothing", async () => {
  expect(await findings({ ".": { types: "./index.d.ts", default: "./index.js" } }, declaration)).toEqual([]);
});

test("what publint finds is said", async () => {
  const found = await findings({ ".": { default: "./index.js", types: "./index.d.ts" } }, declaration);
  expect(found).toContainEqual(expect.stringMatching(/^@scope\/gamma: publint: .*types/));
});

test("what attw finds is said", async () => {
  const found = await findings(
    { ".": "./index.js", "./more": "./index.js" },
    'export { one } from "./two";\n',
  );
  expect(found).toContainEqual(expect.stringMatching(/^@scope\/gamma: attw: .*InternalResolutionError/));
  repo.write("packages/c/.npmignore", "*.d.ts\n");
  expect(await findings({ ".": "./index.js" }, declaration)).toContain("@scope/gamma: attw: it has no types");
});
