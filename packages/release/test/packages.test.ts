// What would be released today: the short form of `pnpm release:check`.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packageFaults, recordFaults } from "../src/check-packages.ts";
import { createConsumer } from "../src/consumers/create-consumer.ts";
import { trials } from "../src/consumers/trials.ts";
import { checkTypes } from "../src/consumers/type-checks.ts";
import { withRegistry } from "../src/consumers/with-registry.ts";
import { packPackages, type Tarball } from "../src/pack.ts";
import { type Manifest, publicPackages, workspacePackages } from "../src/public-packages.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const packages = publicPackages(root);
let folder: string;
let tarballs: Tarball[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "proto-webhooks-packed-"));
  tarballs = await packPackages(packages, folder);
});
afterAll(() => rm(folder, { recursive: true }));

test("this package names every public one as a devDependency: so they are built before they are packed", () => {
  const own = workspacePackages(root).find(({ name }) => name === "@proto-webhooks/release")
    ?.manifest as Manifest;
  expect(Object.keys(own.devDependencies ?? {})).toEqual(
    expect.arrayContaining(packages.map(({ name }) => name)),
  );
});

test("publint, attw and we find nothing in what is packed", async () => {
  expect(tarballs.length).toBeGreaterThan(0);
  expect(await packageFaults(root, tarballs)).toEqual([]);
});

test("sizes, licences and changesets are as they are written down", async () => {
  expect(await recordFaults(root)).toEqual([]);
});

test("two times packed, it is the same bytes", async () => {
  const again = await packPackages(packages, join(folder, "again"));
  expect(again.map(({ integrity }) => integrity)).toEqual(tarballs.map(({ integrity }) => integrity));
});

test("installed from a registry, modules run and types check", async () => {
  await withRegistry(tarballs, async (registry, place) => {
    const consumer = (kind: string): Promise<string> =>
      createConsumer({ kind, folder: join(place, kind), packages, registry });
    await trials.module(await consumer("module"));
    await checkTypes(await consumer("typescript"), "typescript-7", "nodenext");
  });
}, 120_000);
