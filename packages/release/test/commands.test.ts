// The commands as a person runs them, in a small repository.
import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { releaseCommand } from "../src/commands/release.ts";
import { releaseVersionCommand } from "../src/commands/release-version.ts";
import { startVerdaccio } from "../src/consumers/verdaccio.ts";
import { type SmallRepo, smallRepo } from "./support/small-repo.ts";

let repo: SmallRepo;
beforeEach(() => {
  repo = smallRepo();
});
afterEach(() => {
  repo.remove();
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

test("release refuses changes without a version, and files that are not committed, and says what to do", async () => {
  repo.write(".changeset/more.md", '---\n"alpha": minor\n---\n\nMore.\n');
  await expect(releaseCommand(repo.root, [])).rejects.toThrow(
    "These changes are in no version yet:\n  .changeset/more.md\nGive them one: npx -y pnpm@12 release:version",
  );
  repo.write(".changeset/more.md", '---\n"inner": minor\n---\n\nMore.\n');
  await expect(releaseCommand(repo.root, [])).rejects.toThrow(".changeset/more.md:2: inner is private");
  rmSync(`${repo.root}/.changeset/more.md`);
  repo.write("packages/a/index.js", "export const one = 2;\n");
  await expect(releaseCommand(repo.root, [])).rejects.toThrow(/not committed.*packages\/a\/index\.js/s);
});

test("release uploads what was packed before, and nothing else", async () => {
  const said = vi.spyOn(console, "log").mockImplementation(() => undefined);
  const registry = await startVerdaccio();
  try {
    const tarballs = await repo.version("0.2.0");
    const folder = dirname(tarballs[0]?.file ?? "");
    repo.write(".npmrc", registry.login);
    repo.commit();
    vi.stubEnv("NPM_CONFIG_USERCONFIG", `${repo.root}/.npmrc`);
    vi.stubEnv("npm_config_userconfig", `${repo.root}/.npmrc`);
    await releaseCommand(repo.root, ["--tarballs", folder, "--registry", registry.url.slice(0, -1)]);
    expect(said.mock.lastCall).toEqual([
      `v0.2.0 is out: 3 packages on ${registry.url}, 3 of them from this run.`,
    ]);
    expect(repo.git("ls-remote", "--tags", "origin")).toContain("refs/tags/v0.2.0");

    await repo.version("0.3.0");
    await expect(
      releaseCommand(repo.root, ["--tarballs", folder, "--registry", registry.url]),
    ).rejects.toThrow(/are @scope\/gamma 0\.2\.0, .*; to be released are .*gamma 0\.3\.0/);
  } finally {
    await registry.stop();
  }
});

test("release:version refuses when there is nothing to release, or a changeset is wrong", async () => {
  await expect(releaseVersionCommand(repo.root)).rejects.toThrow("No change waits for a version.");
  repo.write(".changeset/more.md", '---\n"aplha": minor\n---\n\nMore.\n');
  await expect(releaseVersionCommand(repo.root)).rejects.toThrow(
    ".changeset/more.md:2: there is no package aplha.",
  );
});

test("to release what is packed, nothing has to be installed", async () => {
  const { metafile } = await build({
    entryPoints: [fileURLToPath(new URL("../src/commands/release.ts", import.meta.url))],
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    // Loaded only where it is tried first.
    external: ["./release-check.ts"],
    metafile: true,
    write: false,
  });
  const imported = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  expect(imported.length).toBeGreaterThan(0);
  expect(imported.filter((path) => !path.startsWith("node:") && path !== "./release-check.ts")).toEqual([]);
});
