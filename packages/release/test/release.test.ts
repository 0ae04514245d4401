// Releases to a real registry, through a proxy that fails in every way that a registry does.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { type LocalRegistry, startVerdaccio } from "../src/consumers/verdaccio.ts";
import type { Tarball } from "../src/pack.ts";
import { published } from "../src/registry.ts";
import { release } from "../src/release.ts";
import { releaseTag } from "../src/release-tag.ts";
import { type Fault, type FaultyProxy, faultyProxy } from "./support/faulty-proxy.ts";
import { type SmallRepo, smallRepo } from "./support/small-repo.ts";

const names = ["@scope/gamma", "beta", "alpha"];
let registry: LocalRegistry;
let proxy: FaultyProxy;
let repo: SmallRepo;
let settings: string;
/** What happens to each request from now on. */
let faultOf: Parameters<typeof faultyProxy>[1];
/** Each test releases a version of its own: the registry forgets none. */
let version: string;
let minor = 1;

beforeAll(async () => {
  registry = await startVerdaccio();
  proxy = await faultyProxy(registry.url, (...args) => faultOf(...args));
  settings = mkdtempSync(join(tmpdir(), "proto-webhooks-settings-"));
});
afterAll(async () => {
  await proxy.stop();
  await registry.stop();
  rmSync(settings, { recursive: true });
});
beforeEach(() => {
  repo = smallRepo();
  faultOf = () => "pass";
  proxy.uploads.length = 0;
  version = `0.${++minor}.0`;
  // One try: the proxy counts them.
  vi.stubEnv("pnpm_config_fetch_retries", "0");
});
afterEach(() => {
  repo.remove();
  vi.unstubAllEnvs();
});

function settingsOf(loggedIn: boolean): string {
  const file = join(settings, String(loggedIn));
  const login = registry.login.replace(new URL(registry.url).host, new URL(proxy.url).host);
  writeFileSync(file, loggedIn ? login : "");
  return file;
}

async function run(tarballs: Tarball[], loggedIn = true): Promise<string[]> {
  const said: string[] = [];
  const tag = await releaseTag(repo.root, version);
  await release({
    tarballs,
    registry: proxy.url,
    settings: settingsOf(loggedIn),
    tag,
    say: (line) => said.push(line.trim()),
    patience: 2_000,
  });
  return said;
}

async function isUp(name: string): Promise<boolean> {
  return (await published(registry.url, name)).versions.has(version);
}

const tags = (): string => repo.git("ls-remote", "--tags", "origin");

/** All is up with the bytes that were packed, and the tag is at the commit. */
async function expectReleased(tarballs: Tarball[]): Promise<void> {
  for (const { name, integrity } of tarballs) {
    expect((await published(registry.url, name)).versions.get(version)?.integrity).toBe(integrity);
  }
  expect(tags()).toBe(`${repo.git("rev-parse", "HEAD")}\trefs/tags/v${version}`);
}

/** On each upload of this package: the fault; all else passes. */
function onUpload(name: string, fault: Fault): typeof faultOf {
  return ({ method, url }) =>
    method === "PUT" && decodeURIComponent(url ?? "") === `/${name}` ? fault : "pass";
}

test("each package goes up after those that it needs, then the tag is set; a second run changes nothing", async () => {
  const tarballs = await repo.version(version);
  await run(tarballs);
  expect(proxy.uploads).toEqual(names.map((name) => [name, "pass"]));
  await expectReleased(tarballs);
  expect(JSON.parse(String(tarballs[2]?.files.get("package.json"))).dependencies).toEqual({ beta: version });

  expect(await run(tarballs)).toEqual([
    ...names.map((name) => `${name} ${version} was there`),
    `v${version} is out: 3 packages on ${proxy.url}, 0 of them from this run.`,
  ]);
  expect(proxy.uploads).toHaveLength(3);
  await expectReleased(tarballs);
});

test("whatever a registry answers half-way, however often: no tag, and the run after it ends in the same state", async () => {
  const tarballs = await repo.version(version);
  const answers: [Fault, error: RegExp][] = [
    [409, /beta .* was not published: .*409.*\n.*Run .* again/s],
    [500, /beta .* was not published: .*500.*\n.*again/s],
    [503, /beta .* was not published: .*503.*\n.*again/s],
    ["refuse", /beta .* was not published: .*\n.*again/s],
    [401, /beta .* was not published: .*\nThe registry does not let you publish/s],
    // So npm answers who may not publish.
    [404, /beta .* was not published: .*\nThe registry does not let you publish/s],
  ];
  for (const [fault, error] of answers) {
    faultOf = onUpload("beta", fault);
    await expect(run(tarballs)).rejects.toThrow(error);
    expect(await Promise.all(names.map(isUp))).toEqual([true, false, false]);
    expect(tags()).toBe("");
  }
  faultOf = () => "pass";
  await run(tarballs);
  await expectReleased(tarballs);
  expect(proxy.uploads.filter(([, fault]) => fault === "pass").map(([name]) => name)).toEqual(names);
});

test("an answer that is lost after the upload was stored is no failure, and nothing is sent twice", async () => {
  const tarballs = await repo.version(version);
  faultOf = onUpload("beta", "lose answer");
  await run(tarballs);
  expect(proxy.uploads.map(([name]) => name)).toEqual(names);
  await expectReleased(tarballs);
});

test("a registry that is gone half-way and stays away, to readers too", async () => {
  const tarballs = await repo.version(version);
  faultOf = (_request, uploads) => (uploads >= 1 ? "refuse" : "pass");
  await expect(run(tarballs)).rejects.toThrow(/The registry does not answer.*\n.*again/s);
  expect(tags()).toBe("");
  faultOf = () => "pass";
  await run(tarballs);
  await expectReleased(tarballs);
});

test("who is not logged in uploads nothing, and is told how", async () => {
  const tarballs = await repo.version(version);
  await expect(run(tarballs, false)).rejects.toThrow(
    /@scope\/gamma .* was not published: .*\nThe registry does not let you publish/s,
  );
  expect(await Promise.all(names.map(isUp))).toEqual([false, false, false]);
});

test("a moment of 503 before anything is done is waited for", async () => {
  const tarballs = await repo.version(version);
  let busy = 2;
  faultOf = ({ method }) => (method === "GET" && busy-- > 0 ? 503 : "pass");
  await run(tarballs);
  await expectReleased(tarballs);
});

test("a version that is up with other contents stops all before the first upload, and is named with its files", async () => {
  await run(await repo.version(version));
  proxy.uploads.length = 0;
  repo.write("packages/a/index.js", "export const one = 2;\n");
  await expect(run(await repo.version(version))).rejects.toThrow(
    new RegExp(`alpha ${version} is on the registry with other contents: index.js\\. .*release:version`, "s"),
  );
  expect(proxy.uploads).toEqual([]);
});

test("a version that does not move on is refused before the first upload", async () => {
  await run(await repo.version(version));
  proxy.uploads.length = 0;
  const older = await repo.version("0.1.5");
  await expect(run(older)).rejects.toThrow(/is at 0\.\d+\.0 on the registry; 0\.1\.5 does not come after it/);
  expect(proxy.uploads).toEqual([]);
});

test("the same contents in another compression are the same version", async () => {
  const tarballs = await repo.version(version);
  await run(tarballs);
  const others = tarballs.map((tarball) => ({ ...tarball, integrity: "sha512-other" }));
  expect((await run(others)).at(-1)).toContain("0 of them from this run");
});

test("what is missing is not added from another commit than the tag's", async () => {
  const tarballs = await repo.version(version);
  repo.git("push", "--quiet", "origin", `HEAD:refs/tags/v${version}`);
  repo.commit();
  await expect(run(tarballs)).rejects.toThrow(`The tag v${version} is at`);
  expect(proxy.uploads).toEqual([]);
});

test("what a registry shows late is waited for, and not for ever", async () => {
  const tarballs = await repo.version(version);
  // Once it is stored, a cache still gives what it had before.
  let stale = 3;
  faultOf = ({ method, url }, uploads) =>
    method === "GET" && url?.includes("gamma") && uploads === 1 && stale-- > 0 ? 404 : "pass";
  await run(tarballs);
  await expectReleased(tarballs);

  version = `0.${++minor}.0`;
  const next = await repo.version(version);
  const before = proxy.uploads.length;
  faultOf = ({ method }, uploads) => (method === "GET" && uploads > before ? 404 : "pass");
  await expect(run(next)).rejects.toThrow(/was uploaded, but the registry does not show it yet/);
});
