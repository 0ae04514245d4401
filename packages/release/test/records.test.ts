// The rules of versions, changesets, sizes and licences: given → wanted.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changesetFaults, pendingChangesets } from "../src/changesets.ts";
import { isNewer } from "../src/is-newer.ts";
import { isAllowed, licenceFaults, licences } from "../src/licences.ts";
import { withMarkedTable } from "../src/marked-table.ts";
import { publicPackages } from "../src/public-packages.ts";
import { entrySizes, sizeFaults, sizeTable } from "../src/sizes.ts";
import { type SmallRepo, smallRepo } from "./support/small-repo.ts";

let repo: SmallRepo;
beforeAll(() => {
  repo = smallRepo();
});
afterAll(() => repo.remove());

test.each([
  ["0.2.0", "0.1.9", true],
  ["0.10.0", "0.9.0", true],
  ["1.0.0", "0.99.99", true],
  ["0.1.0", "0.1.0", false],
  ["0.1.0", "0.2.0", false],
  ["1.0.0", "1.0.0-next.3", true],
  ["1.0.0-next.3", "1.0.0", false],
  ["1.0.0-next.10", "1.0.0-next.9", true],
  ["1.0.0-next", "1.0.0-9", true],
  ["1.0.0-next.1", "1.0.0-next", true],
])("%s comes after %s: %s", (version, than, newer) => {
  expect(isNewer(version, than)).toBe(newer);
});

describe("changesets", () => {
  const list = "Public are @scope/gamma, beta, alpha.";

  test.each<[what: string, text: string, found: string[]]>([
    ["of public packages", "---\n\"alpha\": minor\n'@scope/gamma': patch\n---\n\nIt does more.\n", []],
    ["of nothing, which says that nobody will notice", "---\n---\n", []],
    [
      "of an unknown package",
      '---\n"alpha": minor\n"aplha": minor\n---\n\nMore.\n',
      [`3: there is no package aplha. ${list}`],
    ],
    [
      "of a private package",
      '---\n"inner": patch\n---\n\nMore.\n',
      [`2: inner is private, nobody sees its changelog. Name a public package, or remove this. ${list}`],
    ],
    ["of an unknown size", '---\n"alpha": big\n---\n\nMore.\n', ["2: big is none of major, minor, patch."]],
    ["without a sentence", '---\n"alpha": minor\n---\n\n', ["4: the sentence for the changelog is missing."]],
    [
      "without its packages",
      "It does more.\n",
      ['1: a changeset begins with its packages between two lines "---".'],
    ],
    [
      "of what is no line",
      '---\n"alpha" minor\n---\n\nMore.\n',
      [`2: expected "package": minor, found "\\"alpha\\" minor".`],
    ],
  ])("%s", (_what, text, found) => {
    repo.write(".changeset/one.md", text);
    expect(changesetFaults(repo.root)).toEqual(found.map((fault) => `.changeset/one.md:${fault}`));
  });

  test("those that wait for a version are known, also while 1.0.0-next.0 and the like are made", () => {
    repo.write(".changeset/one.md", '---\n"alpha": minor\n---\n\nMore.\n');
    expect(pendingChangesets(repo.root)).toEqual([".changeset/one.md"]);
    repo.write(".changeset/pre.json", '{"changesets":["one"]}');
    expect(pendingChangesets(repo.root)).toEqual([]);
  });
});

describe("packages", () => {
  const manifest = (of: string, change: object): void =>
    repo.write(
      `packages/${of}/package.json`,
      JSON.stringify({ name: of, version: "0.1.0", license: "MIT", ...change }),
    );

  test("are found by themselves, each after those that it needs", () => {
    expect(publicPackages(repo.root).map(({ name }) => name)).toEqual(["@scope/gamma", "beta", "alpha"]);
  });

  test.each<[string, object, RegExp]>([
    [
      "one that needs a private one",
      { dependencies: { inner: "workspace:*" } },
      /new is public and needs inner, which is private/,
    ],
    ["one of another version", { version: "0.2.0" }, /share one version.*new 0\.2\.0/s],
    ["one that needs itself", { dependencies: { new: "workspace:*" } }, /need each other: new → new/],
  ])("%s is refused", (_what, change, error) => {
    manifest("new", change);
    expect(() => publicPackages(repo.root)).toThrow(error);
    manifest("new", { private: true });
  });
});

describe("sizes", () => {
  const size = { entry: "alpha", minified: 12_340, gzipped: 1_000 };
  const ceiling = { gzipped: 1_000, why: "It is small." };

  test("an entry at its ceiling passes, one byte more does not", () => {
    expect(sizeFaults([size], { alpha: ceiling })).toEqual([]);
    expect(sizeFaults([{ ...size, gzipped: 1_001 }], { alpha: ceiling })).toEqual([
      expect.stringContaining(
        "alpha has 1001 bytes, minified and gzipped; its ceiling is 1000: It is small.",
      ),
    ]);
  });

  test("each entry needs a ceiling, and each ceiling an entry", () => {
    expect(sizeFaults([size], { beta: ceiling })).toEqual([
      expect.stringContaining("alpha has no ceiling"),
      expect.stringContaining("ceiling for beta, which no package has"),
    ]);
  });

  test("what an entry imports counts, its peers do not", async () => {
    repo.write(
      "packages/b/package.json",
      JSON.stringify({
        name: "beta",
        version: "0.1.0",
        exports: { "./big": "./big.js", "./data/*": "./*.json" },
        peerDependencies: { peer: "1" },
      }),
    );
    repo.write("packages/b/big.js", 'import "peer"; export { long } from "./long.js";');
    repo.write("packages/b/long.js", `export const long = "${"ab".repeat(500)}";`);
    const beta = publicPackages(repo.root).filter(({ name }) => name === "beta");
    const [found, ...more] = await entrySizes(beta);
    expect(more).toEqual([]);
    expect(found?.entry).toBe("beta/big");
    expect(found?.minified).toBeGreaterThan(1_000);
    expect(found?.gzipped).toBeLessThan(200);
    expect(sizeTable([size])).toContain("\n| `alpha` |  12.3 kB |  1.0 kB |");
  });
});

describe("licences", () => {
  test.each([
    ["MIT", true],
    ["(MIT OR CC0-1.0)", true],
    ["(GPL-3.0 OR ISC)", true],
    ["MIT AND Apache-2.0", true],
    ["MIT AND GPL-3.0", false],
    ["GPL-3.0-only", false],
    ["UNLICENSED", false],
    ["SEE LICENSE IN LICENSE", false],
  ])("%s: %s", (licence, allowed) => {
    expect(isAllowed(licence)).toBe(allowed);
  });

  test("what is needed through others is found, and named with who brings it", () => {
    const put = (name: string, rest: object): void =>
      repo.write(
        `packages/c/node_modules/${name}/package.json`,
        JSON.stringify({ name, version: "1.0.0", ...rest }),
      );
    repo.write(
      "packages/c/package.json",
      JSON.stringify({ name: "@scope/gamma", version: "0.1.0", dependencies: { one: "1" } }),
    );
    put("one", {
      license: "MIT",
      dependencies: { two: "1" },
      optionalDependencies: { "not-on-this-system": "1" },
    });
    put("two", { license: "GPL-3.0", dependencies: { one: "1" } });
    const gamma = publicPackages(repo.root).filter(({ name }) => name === "@scope/gamma");
    const list = licences(gamma);
    expect(list.map(({ name, licence }) => [name, licence])).toEqual([
      ["one", "MIT"],
      ["two", "GPL-3.0"],
    ]);
    expect(licenceFaults(list)).toEqual([
      expect.stringContaining(
        "two 1.0.0, which comes with @scope/gamma, is under GPL-3.0: not among those that go with MIT.",
      ),
    ]);
  });
});

test("a table goes between its markers, and nowhere else", () => {
  const text = "before\n<!-- sizes -->\nold\n<!-- /sizes -->\nafter\n";
  const [once, twice] = [
    withMarkedTable(text, "sizes", "new"),
    withMarkedTable(withMarkedTable(text, "sizes", "new"), "sizes", "new"),
  ];
  expect(once).toBe("before\n<!-- sizes -->\n\nnew\n\n<!-- /sizes -->\nafter\n");
  expect(twice).toBe(once);
  expect(() => withMarkedTable(text, "licences", "new")).toThrow(
    "There are no lines <!-- licences --> and <!-- /licences -->",
  );
});
